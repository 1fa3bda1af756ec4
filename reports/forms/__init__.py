"""What comes in about meetings, papers and sections."""

from reports.forms.comparing import CompareForm
from reports.forms.expunging import AgreeExpunctionForm, AnswerForm, ProposeExpunctionForm
from reports.forms.issuing import (
    CorrectionForm,
    IssueForm,
    ReleaseForm,
    ReturnPaperForm,
    WithdrawForm,
    moment_shown,
)
from reports.forms.papers import CutOffForm, MeetingForm, NumberForm, PaperForm, StartPaperForm
from reports.forms.rows import RowsForm
from reports.forms.sections import KindForm, NewSectionForm, RemoveSectionForm, SectionForm

__all__ = [
    "AgreeExpunctionForm",
    "AnswerForm",
    "CompareForm",
    "CorrectionForm",
    "CutOffForm",
    "IssueForm",
    "KindForm",
    "MeetingForm",
    "NewSectionForm",
    "NumberForm",
    "PaperForm",
    "ProposeExpunctionForm",
    "ReleaseForm",
    "RemoveSectionForm",
    "ReturnPaperForm",
    "RowsForm",
    "SectionForm",
    "StartPaperForm",
    "WithdrawForm",
    "moment_shown",
]
