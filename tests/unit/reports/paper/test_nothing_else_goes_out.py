"""What a public paper may carry, column by column: a word planted in any other is in no byte of any file."""

import random
from datetime import timedelta
from typing import Any

import pytest
from django.db import models, transaction

from inspections.models import Inspection
from jac_tracker.accounts.models import Holding, User
from jac_tracker.history.texts import searched_models, text_fields
from recommendations import actions as recommending
from recommendations.enums import ActionStatus, EvidenceKind, Marking, Rag
from recommendations.models import CommitteeWording, ProgressUpdate, Recommendation
from reports import actions
from reports.actions import NewRow
from reports.enums import Matter, SectionKind
from reports.models import CommitteeRequest, Meeting, Paper, RowChoice, Section
from reports.paper.blocks import Audience, Document
from reports.paper.build import draw
from reports.paper.render import FORMATS
from reports.paper.render.characters import font_folder
from reports.paper.render.typesetting import typeset
from reports.rules.options import TABLES
from tests.factories.actions import make_action
from tests.factories.expunctions import LONG_AFTER
from tests.factories.files import kept_file
from tests.factories.people import Cast
from tests.factories.planting import fill_up
from tests.factories.publishable import MAY_GO_OUT, OPEN_ROWS, STAYS_IN
from tests.factories.random_register import RandomRegister
from tests.factories.recommendations import make_evidence, make_update, write_claim
from tests.factories.reports import add_section
from tests.factories.requests import MARCH, clear, make_request, meeting_of, settle
from tests.factories.small_register import CUT_OFF, make_small_register
from tests.factories.tokens import Planted, Sorting, found_in, plant_tokens
from tests.unit.reports.paper.render.everything import everything_in

pytestmark = pytest.mark.django_db
MAY = {column for columns in MAY_GO_OUT.values() for column in columns}
ACTS_IN_ALL = 20
MOMENT = LONG_AFTER + timedelta(days=ACTS_IN_ALL + 1)


def test_every_column_of_words_either_may_go_out_or_stays_in() -> None:
    columns = [
        f"{model._meta.label}.{field.name}"
        for model in searched_models()
        if not hasattr(model, "instance_type")
        for field in text_fields(model)
    ]

    placed = [column for table in (MAY_GO_OUT, STAYS_IN) for found in table.values() for column in found]

    assert sorted(placed) == sorted(columns)


HIDDEN = "ZQAAAAX"


@pytest.mark.parametrize(
    "source",
    [
        f'#set document(title: "T", author: "{HIDDEN}")',
        f'#set document(title: "T", keywords: ("{HIDDEN}",))',
        f'#set document(title: "T")\n= Ö\n#link("https://{HIDDEN}.example/")[x]',
        f'#set document(title: "T")\n= Ö {HIDDEN}',
        f'#set document(title: "T")\n#set page(header: "{HIDDEN}")\nx',
        f"#set document(title: \"T\")\n#figure(image(bytes(\"<svg xmlns='http://www.w3.org/2000/svg' width='9' "
        f'height=\'9\'/>"), format: "svg", alt: "Ö {HIDDEN}"), caption: "x")',
    ],
)
def test_a_word_is_found_wherever_a_pdf_hides_it(source: str) -> None:
    file = typeset(f'#set text(font: "Arimo")\n{source}\nx', font_folder())

    assert HIDDEN in everything_in("pdf", file).upper()


class WordyRegister(RandomRegister):
    """A register on which people write, too."""

    acts = (*RandomRegister.acts, *["tell", "word", "clear", "do", "prove", "claim", "choose", "ask", "ask"] * 3)

    def tell(self) -> None:
        rag = self.chance.choice([Rag.RED, Rag.AMBER, Rag.GREEN])
        make_update(self.cast, self.some_item(), at=self.at, rag=rag, rag_reason="As it is")

    def word(self) -> None:
        update = self.chance.choice(list(ProgressUpdate.objects.order_by("pk")))
        recommending.write_wording(update=update, text="Worded", **self.mine)

    def clear(self) -> None:
        wording = self.chance.choice(list(CommitteeWording.objects.order_by("pk")))
        recommending.clear_wording(wording=wording, **self.mine)

    def do(self) -> None:
        make_action(self.cast, self.some_item(), self.chance.choice(list(ActionStatus)), at=self.at)

    def prove(self) -> None:
        file = {"kind": EvidenceKind.MINUTES, "reference": "", "file": kept_file()}
        make_evidence(self.cast, self.some_item(), at=self.at, **self.chance.choice([{}, file]))

    def claim(self) -> None:
        write_claim(self.cast, self.some_item(), at=self.at)

    def ask(self) -> None:
        chance, items = self.chance, list(Recommendation.objects.order_by("pk"))
        about = {"items": [chance.choice(items)], "is_private": chance.choice([True, False, False])}
        asked = make_request(self.cast, answer_by=meeting_of(MARCH), minute="12/21 or so", **about, at=self.at)
        if chance.choice([True, False]):
            settle(asked, at=self.at)
        if not asked.is_private and chance.choice([True, True, False]):
            clear(self.cast, asked, answer="" if asked.is_open else "Cleared", at=self.at)

    def choose(self) -> None:
        section = Section.objects.get(kind=SectionKind.SINCE)
        added = NewRow(self.chance.choice(list(Matter)), "Added")
        actions.choose_rows(section=section, taken_out={}, added=added, why="It matters", **self.mine)


@pytest.fixture
def paper(cast: Cast) -> Paper:
    """A paper of every kind of section that tells all it can, over a register with a row in every table."""
    small = make_small_register(cast)
    paper = small.paper
    everything = {"tables": [name for name, _ in TABLES]}
    for kind in sorted(set(SectionKind) - set(paper.sections.values_list("kind", flat=True))):
        add_section(paper, SectionKind(kind), SectionKind(kind).label, at=CUT_OFF)
    add_section(paper, SectionKind.REGISTER_POSITION, "All tables", options=everything, at=CUT_OFF)
    add_section(paper, SectionKind.COMMITTEE_REQUESTS, "Asked", at=CUT_OFF)
    add_section(paper, SectionKind.OPEN_ITEMS, "All", options={"columns": "all", "text": "full"}, at=CUT_OFF)
    _put_back(cast, small.red)
    fill_up()
    return paper


def _put_back(cast: Cast, item: Recommendation) -> None:
    """Put the item's target back, which takes a reason, and give it a step to its end."""
    day = CUT_OFF.date()
    mine: dict[str, Any] = {"recommendation": item, "by": cast.liaison.actor(day), "at": CUT_OFF + timedelta(hours=1)}
    recommending.set_target(target_on=day + timedelta(days=20), **mine)
    recommending.extend_target(target_on=day + timedelta(days=50), why="It takes longer.", **mine)
    make_action(cast, item, at=CUT_OFF + timedelta(hours=2))


def test_words_from_columns_that_stay_in_are_in_no_byte_of_any_file(cast: Cast, paper: Paper, thorough: bool) -> None:
    found: set[Planted] = set()
    for seed in range(200 if thorough else 5):
        with transaction.atomic():
            chance = random.Random(seed)
            register = WordyRegister(cast, chance, begins=LONG_AFTER, step=timedelta(days=1))
            for _ in range(ACTS_IN_ALL):
                register.act()
            planting = plant_tokens(sorting(paper))
            public = drawn(paper, Audience.PUBLIC)
            for name, each in FORMATS.items():
                told = found_in(everything_in(name, each.render(public)), planting)
                assert [str(each) for each in told if not may_go_out(each)] == [], (seed, name)
                found |= told
            internal = everything_in("html", FORMATS["html"].render(drawn(paper, Audience.INTERNAL)))
            assert [str(each) for each in found_in(internal, planting) if each.sort in NEVER] == [], seed
            transaction.set_rollback(True)
    assert len({(each.model, each.column) for each in found}) > 40


# The sorts of rows of which nobody reads anything in a paper: withdrawn from everybody, or of something else.
NEVER = frozenset({"secret", "removed", "another paper"})


def may_go_out(planted: Planted) -> bool:
    return planted.sort in OPEN_ROWS and f"{planted.model}.{planted.column}" in MAY


def drawn(paper: Paper, audience: Audience) -> Document:
    return draw(Paper.objects.get(pk=paper.pk), as_at=MOMENT, audience=audience).document


def sorting(paper: Paper) -> Sorting:
    """Tells a paper's own rows, what everybody may know and what is kept back from one another."""
    officer = Holding.objects.filter(post=paper.contact_post).latest("pk").user_id
    own = {
        Paper: {paper.pk},
        Meeting: {paper.meeting_id},
        Section: set(paper.sections.values_list("pk", flat=True)),
        RowChoice: set(RowChoice.objects.filter(section__paper=paper).values_list("pk", flat=True)),
    }

    def sort_of(row: models.Model) -> str:
        if isinstance(row, User):
            return "contact officer" if row.pk == officer else "somebody else"
        if type(row) in own:
            return "this paper" if row.pk in own[type(row)] else "another paper"
        if isinstance(row, CommitteeWording) and row.cleared_at is None:
            return "uncleared"
        if isinstance(row, CommitteeRequest) and not is_secret(row):
            return "private" if row.is_private else "open" if row.cleared_at else "uncleared"
        return "secret" if is_secret(row) else "open"

    return sort_of


PARENTS = ("cause", "request", "update", "action", "evidence", "claim", "recommendation", "publication", "inspection")


def is_secret(row: Any) -> bool:
    """Whether a row is under embargo or OFFICIAL-SENSITIVE, or belongs to something that is."""
    if isinstance(row, Inspection):
        return row.is_embargoed
    if isinstance(row, Recommendation) and row.marking != Marking.OFFICIAL:
        return True
    if isinstance(row, CommitteeRequest) and any(is_secret(each.recommendation) for each in row.about.all()):
        return True
    parents = [name for name in PARENTS if name in {field.name for field in row._meta.concrete_fields}]
    return any(getattr(row, name) is not None and is_secret(getattr(row, name)) for name in parents)
