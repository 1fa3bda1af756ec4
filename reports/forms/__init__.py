"""What comes in about meetings, papers and sections."""

from reports.forms.expunging import AgreeExpunctionForm, AnswerForm, ProposeExpunctionForm
from reports.forms.papers import CutOffForm, MeetingForm, NumberForm, PaperForm, StartPaperForm
from reports.forms.sections import KindForm, NewSectionForm, RemoveSectionForm, SectionForm

__all__ = [
    "AgreeExpunctionForm",
    "AnswerForm",
    "CutOffForm",
    "KindForm",
    "MeetingForm",
    "NewSectionForm",
    "NumberForm",
    "PaperForm",
    "ProposeExpunctionForm",
    "RemoveSectionForm",
    "SectionForm",
    "StartPaperForm",
]
