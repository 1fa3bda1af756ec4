"""What an expunction does to papers that have been issued: the files that held the words go whole."""

from collections.abc import Iterator, Sequence

from jac_tracker.history.expunging import FOLLOWERS, Find
from reports.models import TOMBSTONE, IssuedCopy, IssuedFile


def files_of_documents(finds: Sequence[Find]) -> Iterator[Find]:
    """A tombstone in place of each file that was made of a document among the finds: words inside a Word package or a
    PDF cannot be replaced one by one. The stored document, with a tombstone in it, can be rendered at will."""
    copies = {each.pk for each in finds if each.model is IssuedCopy}
    for file in IssuedFile.objects.filter(copy__in=copies).order_by("pk"):
        if not file.is_expunged:
            yield Find(IssuedFile, file.pk, "content", file.pk, bytes(file.content), tombstone_of(file))


def tombstone_of(file: IssuedFile) -> bytes:
    """The bytes that stand where those of a file were; its row keeps the SHA-256 that they had."""
    return (
        TOMBSTONE + f": this file held words that have been removed for good. Its SHA-256 was {file.sha256}.]".encode()
    )


FOLLOWERS.append(files_of_documents)
