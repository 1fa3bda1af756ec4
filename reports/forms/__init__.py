"""What comes in about meetings, papers and sections."""

from reports.forms.comparing import CompareForm
from reports.forms.expunging import AgreeExpunctionForm, AnswerForm, ProposeExpunctionForm
from reports.forms.issuing import (
    CorrectionForm,
    IssueForm,
    ReleaseForm,
    ReturnPaperForm,
    WithdrawForm,
    field_of,
    moment_shown,
)
from reports.forms.papers import CutOffForm, MeetingForm, NumberForm, PaperForm, StartPaperForm
from reports.forms.requests import (
    CarryOverForm,
    ClearRequestForm,
    NewRequestForm,
    NoteForm,
    RemoveNoteForm,
    ReopenForm,
    RequestForm,
    SettleForm,
    meetings_after,
)
from reports.forms.rows import RowsForm
from reports.forms.sections import KindForm, NewSectionForm, RemoveSectionForm, SectionForm
from reports.forms.templates import (
    LayoutForm,
    NewTemplateForm,
    RetireTemplateForm,
    UseTemplateForm,
    layout_conflicts,
    layout_shown,
)

__all__ = [
    "AgreeExpunctionForm",
    "AnswerForm",
    "CarryOverForm",
    "ClearRequestForm",
    "CompareForm",
    "CorrectionForm",
    "CutOffForm",
    "IssueForm",
    "KindForm",
    "LayoutForm",
    "MeetingForm",
    "NewRequestForm",
    "NewSectionForm",
    "NewTemplateForm",
    "NoteForm",
    "NumberForm",
    "PaperForm",
    "ProposeExpunctionForm",
    "ReleaseForm",
    "RemoveNoteForm",
    "RemoveSectionForm",
    "ReopenForm",
    "RequestForm",
    "RetireTemplateForm",
    "ReturnPaperForm",
    "RowsForm",
    "SectionForm",
    "SettleForm",
    "StartPaperForm",
    "UseTemplateForm",
    "WithdrawForm",
    "field_of",
    "layout_conflicts",
    "layout_shown",
    "meetings_after",
    "moment_shown",
]
