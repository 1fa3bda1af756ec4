"""Whom a text asks."""

import pytest

from recommendations.rules.report.addressing import Asked, asked_of


@pytest.mark.parametrize(
    ("text", "addressees"),
    [
        ("All chief constables in England and Wales should act.", ["chief constables"]),
        ("By May 2025, the chief constables of all forces must act.", ["chief constables"]),
        ("Forces should act.", ["all forces"]),
        ("Every police force in England and Wales needs to act.", ["all forces"]),
        ("The force should act.", ["our force"]),
        ("The constabulary should act with other forces.", ["our force"]),
        ("Northshire Police should act.", ["our force"]),
        ("Northshire should act.", ["our force"]),
        ("Southshire Constabulary should act.", ["other"]),
        ("Immediately, police and prosecutors should act.", ["police and prosecutors"]),
        ("Police and the Crown Prosecution Service should act.", ["police and cps"]),
        ("The CPS should act.", ["cps"]),
        ("The police service should act.", ["police service"]),
        ("Immediately, police should act.", ["police service"]),
        ("Police leadership should act.", ["police leadership"]),
        ("Chief constables and PCCs should act.", ["chief constables", "policing bodies"]),
        ("Police and crime commissioners and mayors should act.", ["policing bodies"]),
        ("The NPCC lead for firearms should tell all forces.", ["npcc"]),
        ("The College of Policing and the National Police Chiefs' Council should act.", ["npcc", "college"]),
        ("The Home Office and the Ministry of Justice should act.", ["home office", "ministry of justice"]),
        ("Local safeguarding children partnerships should act.", ["safeguarding partners"]),
        ("The National Crime Agency and ROCUs should act.", ["regional units"]),
        ("The Department for Transport should act.", ["other"]),
        ("The force should act. The Home Office should pay.", ["our force", "home office"]),
        ("The force should act. They should tell us.", ["our force"]),
        ("The Home Office, in consultation with chief constables, should act.", ["home office"]),
        ("With the support of the College of Policing, forces should act.", ["all forces"]),
        ("HMICFRS recommends that the force immediately takes steps.", ["our force"]),
        ("We recommend that, by May 2025, the Home Office should act.", ["home office"]),
        ("The force should make sure that victims know that the CPS should call.", ["our force"]),
        ("Review the policy.", []),
        ("", []),
    ],
)
def test_those_before_a_should_are_asked(text: str, addressees: list[str]) -> None:
    assert list(asked_of(text, ("Northshire Police", "Northshire")).addressees) == addressees


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        (
            "Forces that have not yet done so should act.",
            Asked(("forces yet to",), "that have not yet done so"),
        ),
        (
            "All chief constables should, if they have not already done so, act.",
            Asked(("chief constables", "forces yet to"), "if they have not already done so"),
        ),
        (
            "Chief constables in forces that use drones should act.",
            Asked(("chief constables",), "that use drones"),
        ),
        ("Forces without a plan should make one.", Asked(("forces yet to",), "without a plan")),
        ("Forces should find where it is needed.", Asked(("all forces",), "")),
    ],
)
def test_what_limits_them_is_kept_as_printed(text: str, asked: Asked) -> None:
    assert asked_of(text) == asked
