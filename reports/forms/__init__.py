"""What comes in about meetings, papers and sections."""

from reports.forms.papers import CutOffForm, MeetingForm, NumberForm, PaperForm, StartPaperForm
from reports.forms.sections import KindForm, NewSectionForm, RemoveSectionForm, SectionForm

__all__ = [
    "CutOffForm",
    "KindForm",
    "MeetingForm",
    "NewSectionForm",
    "NumberForm",
    "PaperForm",
    "RemoveSectionForm",
    "SectionForm",
    "StartPaperForm",
]
