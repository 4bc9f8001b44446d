"""Addresses in their parts: nothing of a password is shown, and what two spellings mean is the same."""

from __future__ import annotations

import pytest
from hypothesis import given

from tests.made import any_text, many
from tipcli.model.errors import AccessError
from tipcli.web.address import is_address, join, parse, redacted, same_origin


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("http://Example.ORG", "http://example.org/"),
        ("HTTP://example.org:80/a b?q=ü#part", "http://example.org/a%20b?q=%C3%BC"),
        ("https://example.org:8443", "https://example.org:8443/"),
        ("feed://example.org/feed", "http://example.org/feed"),
        ("feed:https://example.org/feed", "https://example.org/feed"),
        ("http://bücher.example/", "http://xn--bcher-kva.example/"),
        ("http://[::1]:8080/", "http://[::1]:8080/"),
        ("http://example.org/100%", "http://example.org/100%25"),
    ],
)
def test_what_is_typed_becomes_one_spelling_that_stays(typed: str, text: str) -> None:
    assert is_address(typed)
    assert parse(typed).text == text
    assert parse(text).text == text


@pytest.mark.parametrize("typed", ["http://", "http://a:b@", "http://example.org:0/", "http://example.org:x/", "x"])
def test_what_is_no_address_is_told_without_its_password(typed: str) -> None:
    with pytest.raises(AccessError) as caught:
        parse(typed.replace("a:b", "me:secret"))
    assert "secret" not in caught.value.message


def test_the_user_is_kept_apart_and_goes_with_the_first_link() -> None:
    address = parse("https://me:p%40ss@example.org/feed")
    assert address.user == "me:p@ss"
    assert "me" not in address.text
    assert join(address, "?paged=2").text == "https://example.org/feed?paged=2"
    assert join(address, "?paged=2").user == ""


def test_an_origin_is_scheme_host_and_port() -> None:
    assert same_origin("http://example.org/a", "http://EXAMPLE.org:80/b")
    assert not same_origin("http://example.org/", "https://example.org/")
    assert not same_origin("http://example.org/", "http://example.org:81/")
    assert not same_origin("http://example.org/", "no address")


@many(200)
@given(any_text())
def test_no_text_is_an_error_to_redact_and_a_password_never_stays(text: str) -> None:
    shown = redacted(f"https://me:zq7secret@example.org/{text}")
    assert "zq7secret" not in shown.partition("example.org")[0]
