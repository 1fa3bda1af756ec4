"""Which phrase says when something should be done: recommendations.rules.deadline.governing."""

from datetime import date

import pytest

from recommendations.rules.deadline import NO_DEADLINE
from tests.unit.recommendations.rules.deadline.texts import read


@pytest.mark.parametrize(
    "text",
    [
        "Recommendation 3: by 31 March 2018, forces should act.",
        "Recommendation 3\nBy 31 March 2018, forces should act.",
        "3. By 31 March 2018, forces should act.",
        "\u2022 By 31 March 2018, forces should act.",
        "\u201cBy 31 March 2018, forces should act.\u201d",
        "We recommend that by 31 March 2018 the Home Office should act.",
        "We recommend that, by 31 March 2018, the Home Office acts.",
        "To put this right, by 31 March 2018, forces should act.",
        "Where they have not done so, by 31 March 2018, forces should act.",
        "As a matter of urgency and by 31 March 2018, forces should act.",
        "Working together, and by 31 March 2018, forces should act.",
        "The Home Office should, as soon as possible but by 31 March 2018, act.",
        "The College should work with forces to, by 31 March 2018, agree a standard.",
        "The force should ensure that, by 31 March 2018, all staff are trained.",
        "The force should ensure that all staff are trained by 31 March 2018.",
        "The force should have all its staff trained by 31 March 2018.",
        "The force should publish a plan, with every action completed by 31 March 2018.",
        "The work should be reviewed, updated and finished by 31 March 2018.",
        "The force should put in place by 31 March 2018 a plan for its control room.",
        "The force should audit reports of 1 April 2016 to 31 March 2017 and by 31 March 2018 say what it found.",
        "HMICFRS expects the force to act by 31 March 2018.",
        "The force should:\n\u2022 act by 31 March 2018.",
        "The force should make sure that:\n- by 31 March 2018 all staff are trained.",
        "Chief constables should: (a) by 31 March 2018, act; and (b) report.",
        "Review the policy by 31 March 2018.",
        "To be completed by 31 March 2018.",
        "Complete by 31 March 2018.",
        "In 2016 we found delays. By 31 March 2018, forces should act.",
        "The force should act\n(by 31 March 2018).",
    ],
)
def test_a_date_governs_wherever_inspectorates_put_it(text: str) -> None:
    found = read(text)

    assert (found.kind, found.date, found.phrase.lower()) == ("FIXED", date(2018, 3, 31), "by 31 march 2018")


@pytest.mark.parametrize(
    "text",
    [
        # None at all
        "",
        "The force should improve how it supports victims.",
        "As soon as possible, forces should act.",
        "Without delay, forces should act.",
        "The force should urgently improve its records.",
        "By law, forces should publish their plans.",
        "Within the force, staff should know whom to ask.",
        "31 March 2018",
        # The scope of an audit, or the period of some data
        "The force should audit the cases it recorded between 1 January 2017 and 31 March 2017.",
        "The force should review cases between January and March 2018.",
        "The force should audit all cases closed by 31 March 2016.",
        "The force should audit all cases closed by 31 March 2018.",
        "The force should audit the cases that were closed by 31 March 2018.",
        "The force should audit the cases which are still open by 31 March 2018.",
        "The force should audit cases still outstanding by 31 March 2018.",
        "Cases closed by 31 March 2018 should be audited.",
        "Forces whose plans were sent in by 31 March 2018 should revise them.",
        "Forces that have not, by 31 March 2018, trained their staff should do so.",
        "Where forces have not, by 31 March 2018, trained their staff, they should do so.",
        "If, by 31 March 2018, it has not improved, the force should ask for help.",
        "If a victim withdraws within six months, the force should ask why.",
        "Where plans exist and, by 31 March 2018, they are in use, forces should publish them.",
        "The force should review the crimes reported within six months.",
        "The figures as at 31 March 2018 should be checked.",
        "The force should use its data up to 31 March 2018.",
        "In the year to 31 March 2018 the force should have recorded more crimes.",
        "The force should look at cases from the last 12 months.",
        "The force should look at cases from within the last 12 months.",
        "Published by 31 March 2018, the plans should be read.",
        # The past
        "By 31 March 2017, the force had closed 40 cases and should now review them.",
        "Within six months the force had lost 40 officers, and should recruit.",
        "In 2014, we recommended that by 31 March 2018 forces should act.",
        "The force should build on the progress it had made by 31 March 2018.",
        "The force was told that it should act by 31 March 2015.",
        # A recurrence, or a standard to keep
        "The force should review its risk assessments every six months.",
        "The force should send its data by 31 March each year.",
        "By 31 March every year, the force should send its data.",
        "The force should send its data every year by 31 March.",
        "The force should record crimes within 24 hours of a report being made.",
        "The force should record crimes within two days of a report being made.",
        "The force should answer calls within ten seconds.",
        "Officers should review bail within 28 days of arrest.",
        "Within 28 days of arrest, officers should review bail.",
        "The force should ensure that victims are contacted within five days.",
        "The force should ensure that victims are contacted within five working days.",
        "Supervisors should review each case within 28 days.",
        "The force should ensure that every case is reviewed within three months.",
        "The force should make sure that new recruits are vetted within 12 months of joining.",
        "Officers should take a statement immediately after arrest.",
        "Officers should explain bail immediately before release.",
        "Immediately after arrest, officers should explain bail.",
        "The force should ensure officers immediately secure evidence.",
        "The force should train officers to immediately secure evidence.",
        "The force should ensure that staff who find a risk take immediate action.",
        "The force should make records immediately available.",
        "Officers should consider immediate risks and give immediate safeguarding advice.",
        "The force should not immediately release names.",
        "The force should thank staff who immediately report a risk.",
        # A start, a duration, a place
        "From 1 April 2020, forces should record this.",
        "With effect from 1 April 2020, forces should record this.",
        "Since 1 April 2017 forces should have recorded this.",
        "For the next six months, forces should record this.",
        "Until 31 March 2018, forces should record this.",
        # What others will do
        "HMIC will follow up the assessments in the autumn.",
        "The force should improve. HMICFRS will review progress by 31 March 2019.",
        "The force should improve, and HMICFRS will review progress by 31 March 2019.",
        "The force should improve, and we will return within six months.",
        "Within six months, we will revisit the force, which should by then have improved.",
        "We will look at this in the next inspection cycle; the force should improve.",
        "The force should prepare for the system, which will go live by 31 March 2019.",
        "Should the force fail to improve by 31 March 2018, we will return.",
        # A goal, a law, a standard
        "The force should support the national ambition to halve knife crime by 2030.",
        "The force should prepare for the change that is due by 31 March 2018.",
        "By 2018 standards, the force should do better.",
        "The force should meet the standards set by 2018 guidance.",
        "The force should keep its 2017/18 plan.",
        "By the end of the spring term, schools will have plans that forces should read.",
    ],
)
def test_words_that_do_not_govern_should_are_no_deadline(text: str) -> None:
    assert read(text) == NO_DEADLINE
