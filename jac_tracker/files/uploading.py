"""What is taken in of an upload, while it arrives."""

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler


class StopAtTheLimit(FileUploadHandler):
    """Lets through no more than the largest file and a little, for all the files of a request together.

    The rest is read and thrown away, so that the form arrives whole and says at its field that the file is too large;
    a connection that is cut says nothing.
    """

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self._taken = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        if self._taken > settings.LARGEST_FILE:
            return None
        self._taken += len(raw_data)
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None
