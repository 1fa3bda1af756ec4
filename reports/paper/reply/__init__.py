"""The reply to a report, for whoever answers it: the policing body, or the body that leads a joint one.

As a paper is: gathered, then composed of blocks. It goes out, so it is built up from what may: the report's own text,
where an item stands, and the wording that liaison has cleared.
"""

from reports.paper.reply.compose import compose_reply, lacks
from reports.paper.reply.data import ReplyData
from reports.paper.reply.gather import gather_reply

__all__ = ["ReplyData", "compose_reply", "gather_reply", "lacks"]
