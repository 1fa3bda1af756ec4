"""The administrator's lists as files have them."""

from jac_tracker.accounts.roles import Role
from jac_tracker.sheets.writing import Column, Of

USE = Column("use", "Use", read=lambda row: "In use" if row.is_active else "Not in use")
"""Whether something is in use that is never deleted."""

# Of a PersonRow.
PEOPLE = (
    Column("name", "Name", read=lambda row: row.person.name),
    Column("rank", "Rank or title", read=lambda row: row.person.rank),
    Column("number", "Collar number", read=lambda row: row.person.number),
    Column("email", "Email address", read=lambda row: row.person.email),
    Column("posts", "Posts held today", Of.LONG_TEXT, lambda row: ", ".join(row.posts)),
    Column("signing_in", "Signing in"),
)
# Of a PostRow.
POSTS = (
    Column("title", "Post", read=lambda row: row.post.title),
    Column("role", "Role", read=lambda row: Role(row.post.role).label),
    Column("portfolio", "Portfolio", read=lambda row: str(row.post.portfolio or "")),
    Column("unit", "Office or unit", read=lambda row: row.post.unit),
    Column("held_by", "Held today by", Of.LONG_TEXT, lambda row: ", ".join(row.holders)),
    Column("use", "Use", read=lambda row: USE.value_of(row.post)),
)
# Of a portfolio with its number of posts.
PORTFOLIOS = (
    Column("name", "Name"),
    USE,
    Column("posts", "Posts", Of.NUMBER, lambda portfolio: portfolio.number_of_posts),
)
