import pytest

from reports.paper.addresses import LONGEST_ADDRESS, is_lawful_address


@pytest.mark.parametrize(
    "address",
    ["https://hmicfrs.test/a?b=c#d", "http://a.test", "HTTPS://A.TEST/", "mailto:jac@force.test", "https://[::1]/"],
)
def test_web_pages_and_e_mail_addresses_are_lawful(address):
    assert is_lawful_address(address)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "/relative",
        "//a.test/",
        "a.test",
        "javascript:alert(1)",
        "JAVASCRIPT://a.test/%0aalert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "https:",
        "https://",
        "https://[broken/",
        "mailto:",
        "mailto:nobody",
        "https://a.test/ b",
        "https://a.test/\n",
        "https://a.test/\x00",
        "https://a.test/\u2028",
        "https://a.test/\ud800",
        'https://a.test/"onclick="x',
        "https://a.test/<b>",
        "https://a.test/".ljust(LONGEST_ADDRESS + 1, "x"),
    ],
)
def test_nothing_else_is_a_lawful_address(address):
    assert not is_lawful_address(address)
