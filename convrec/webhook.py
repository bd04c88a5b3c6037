"""The owner's address for conversations that are passed on: JSON by HTTP, signed, with a time-out and a few retries."""

import hashlib
import hmac
import json
import time
from collections.abc import Callable
from dataclasses import asdict
from urllib.parse import urlsplit

from convrec.errors import EscalationError
from convrec.handing_over import Handover

TIMEOUT = 5.0  # seconds, each try
WAITS = (0.3, 1.0)  # seconds before the second and the third try
LOCAL = ("localhost", "127.0.0.1", "::1")


class Webhook:
    """Posts a ``Handover`` to an address.

    With a ``secret``, the header ``Convrec-Signature`` is ``sha256=`` and the HMAC (RFC 2104) of the header
    ``Convrec-Timestamp``, a full stop and the body. ``Convrec-Delivery`` is the same in every try of one delivery.
    """

    def __init__(self, url: str, secret: str = "", wait: Callable[[float], None] = time.sleep) -> None:
        """Raises EscalationError for an address that is neither https nor on this machine."""
        parts = urlsplit(url)
        if not parts.hostname or not (parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOCAL)):
            raise EscalationError("CONVREC_ESCALATION_URL must begin with https:// (http:// only for localhost).")
        self._url, self._secret, self._wait = url, secret.encode(), wait

    def __call__(self, handover: Handover) -> None:
        """Post it. Raises EscalationError where no try was accepted."""
        body = json.dumps(asdict(handover), ensure_ascii=False).encode()
        why = ""
        for waited in (0.0, *WAITS):
            self._wait(waited)
            why = self._tried(handover.conversation, body)
            if not why:
                return
            if why.startswith("4"):
                break  # it would be refused again
        raise EscalationError(f"The conversation was not accepted: {why}.")

    def _tried(self, delivery: str, body: bytes) -> str:
        """Why a try failed, "" where it didn't."""
        import httpx

        try:
            answer = httpx.post(self._url, content=body, headers=self._headers(delivery, body), timeout=TIMEOUT)
        except httpx.HTTPError as error:
            return type(error).__name__
        return "" if answer.is_success else str(answer.status_code)

    def _headers(self, delivery: str, body: bytes) -> dict[str, str]:
        at = str(int(time.time()))
        headers = {"Content-Type": "application/json", "Convrec-Timestamp": at, "Convrec-Delivery": delivery}
        if self._secret:
            signed = hmac.new(self._secret, f"{at}.".encode() + body, hashlib.sha256).hexdigest()
            headers["Convrec-Signature"] = f"sha256={signed}"
        return headers
