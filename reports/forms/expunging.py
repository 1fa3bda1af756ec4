"""What comes in about removing something for good."""

from typing import Any

from jac_tracker import forms
from jac_tracker.accounts.actor import Actor
from jac_tracker.history.expunging import SHORTEST
from recommendations.models import EXPUNGED_KEY, Evidence, Intake, Recommendation, StoredFile
from reports.enums import Ground

WORDS, FILE, LIST = "words", "file", "list"
LONGEST_REASON = 2000


class ProposeExpunctionForm(forms.Form):
    """Words, or the file of a piece of evidence or of a list, with the ground and the reason."""

    what = forms.RadiosField(
        label="What is to be removed?",
        called="what is to be removed",
        choices=[
            (WORDS, "Words"),
            (FILE, "The file of a piece of evidence"),
            (LIST, "The file of a list that was brought in"),
        ],
        reveals={WORDS: "words", FILE: "evidence_number", LIST: "brought_in"},
    )
    words = forms.LongTextField(
        label="The exact words",
        help_text=f"A name, or a passage, as it stands in the register. At least {SHORTEST} characters. Other capitals "
        "and other spacing are not matched, but you will be shown where they stand.",
        max_length=2000,
        rows=2,
        required=False,
    )
    evidence_number = forms.IntegerField(
        label="Number of the evidence on its item", min_value=1, max_value=100_000, width=5, required=False
    )
    brought_in = forms.ModelChoiceField(label="List", called="the list", required=False)
    reference = forms.TextField(
        label="Reference of the item",
        help_text="Needed for the file of a piece of evidence. For words: leave it empty to remove them from the whole "
        "register, issued papers among it. With a reference they are removed from that item alone, and stay in every "
        "paper that tells them.",
        max_length=30,
        width=20,
        required=False,
    )
    ground = forms.ChoiceField(label="Legal ground", choices=Ground.choices, blank="Select one")
    ground_words = forms.TextField(
        label="The other ground",
        help_text="Only if you selected “Another ground”",
        max_length=200,
        required=False,
    )
    reason = forms.LongTextField(
        label="Reason",
        called="a reason",
        help_text="It stays on record. Do not repeat the words in it.",
        max_length=LONGEST_REASON,
        rows=4,
    )

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        self.actor = actor
        self.recommendation: Recommendation | None = None
        self.file: StoredFile | None = None
        lists = Intake.objects.visible_to(actor).select_related("file")
        self.choose_from("brought_in", lists.exclude(file__key__startswith=EXPUNGED_KEY))

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("ground") == Ground.OTHER and not values.get("ground_words"):
            self.add_error("ground_words", "Enter the other ground")
        if values.get("reference"):
            items = Recommendation.objects.visible_to(self.actor)
            self.recommendation = items.filter(reference__iexact=values["reference"]).first()
            if self.recommendation is None:
                self.add_error("reference", "There is no item with that reference")
        match values.get("what"):
            case "words" if not values.get("words") and "words" not in self.errors:
                self.add_error("words", "Enter the exact words")
            case "file":
                self._find_file(values)
            case "list" if values.get("brought_in"):
                self.file = values["brought_in"].file
            case "list" if "brought_in" not in self.errors:
                self.add_error("brought_in", "Select the list")
        return values

    def _find_file(self, values: dict[str, Any]) -> None:
        if not values.get("reference"):
            if "reference" not in self.errors:
                self.add_error("reference", "Enter the reference of the item that the evidence belongs to")
            return
        number = values.get("evidence_number")
        if number is None:
            if "evidence_number" not in self.errors:
                self.add_error("evidence_number", "Enter the number of the evidence")
            return
        found = Evidence.objects.visible_to(self.actor).filter(recommendation=self.recommendation, number=number)
        evidence = found.select_related("file").first()
        self.file = evidence.file if evidence else None
        if self.recommendation is not None and self.file is None:
            self.add_error("evidence_number", "There is no file with that number on the item")

    def asked(self) -> dict[str, Any]:
        """What the form asks for, as `propose_expunction` takes it."""
        values = self.cleaned_data
        given = {name: values[name] for name in ("ground", "ground_words", "reason")}
        if self.file is not None:
            return {**given, "file": self.file}
        return {**given, "words": values["words"], "recommendation": self.recommendation}


class AgreeExpunctionForm(forms.EditForm):
    """Agreement to what was shown."""

    is_sure = forms.CheckboxField(
        label="I have read what will be removed, and know that it cannot be brought back",
        error_messages={"required": "Confirm that you have read what will be removed"},
    )


class AnswerForm(forms.Form):
    """Why a proposal is refused, or withdrawn."""

    why = forms.LongTextField(label="Reason", called="a reason", max_length=LONGEST_REASON, rows=4)
