"""What went wrong on the way to a server and back, as a person would say it."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

from tipcli.model.text import clean_line
from tipcli.web.unpack import PackError

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from tipcli.web.connection import Call, Connector


_LATER = "Try again later."
_NAME = "Is the name right, and the network up?"


def reason(call: Call, error: BaseException, connector: Connector) -> tuple[str, str]:
    """Return why a fetch failed, one short clause, and what to do next.

    `error` is what urllib3, http.client or the system raised.
    """
    import ssl
    from http import client

    from urllib3 import exceptions as http

    if isinstance(error, http.ProxyError):
        why, _ = reason(call, error.original_error, connector)
        return f"the proxy: {why}", "Look at http_proxy and https_proxy, or name the host in no_proxy."
    late = (
        f"the server stopped sending for {connector.silence:g} seconds"
        if call.is_connected
        else f"no connection within {connector.connect:g} seconds"
    )
    # The first that fits, so that a kind stands before the kinds that it is one of.
    clauses: tuple[tuple[type | tuple[type, ...], Callable[[Any], str], str], ...] = (
        (PackError, str, _LATER),
        (http.NewConnectionError, lambda error: f"no connection: {_said(error.__cause__)}", _LATER),
        ((http.TimeoutError, TimeoutError), lambda _: late, _LATER),
        (socket.gaierror, lambda _: f"the host {call.hop.host[:60]} is not known", _NAME),
        (
            ssl.SSLCertVerificationError,
            lambda error: f"its certificate is not to be trusted: {clean_line(error.verify_message)}",
            "Open it in a browser to see what is wrong with it.",
        ),
        (ssl.SSLError, lambda error: f"no safe connection: {clean_line(error.reason or 'TLS failed')}", ""),
        (client.IncompleteRead, lambda _: "the page ended too early", _LATER),
        (client.RemoteDisconnected, lambda _: "the server hung up without an answer", _LATER),
        (OSError, lambda error: f"the connection broke: {_said(error)}", _LATER),
    )
    cause = _innermost(error)
    for kind, clause, hint in clauses:
        if isinstance(cause, kind):
            return clause(cause), hint
    return "what came is not what a web server sends", ""


def _said(error: BaseException | None) -> str:
    said = getattr(error, "strerror", None) or str(error or "") or "the host does not answer"
    return clean_line(said)[:100]


def _innermost(error: BaseException) -> BaseException:
    """Return the error that others, which have it as an argument, are about."""
    while inner := next((one for one in error.args if isinstance(one, BaseException)), None):
        error = inner
    return error
