"""What each error of the Cloud API means for a message: wait, hold, give up, or ask an admin.

From developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes. Meta says to go by the code
alone; titles and HTTP statuses are only for codes that are not there.
"""

import logging
from collections.abc import Mapping
from typing import Any

from connectors.delivery import DeliveryFailure, Held, PermanentFailure, RetryAfter, TemporaryFailure
from connectors.whatsapp.limits import PER_PAIR_SECONDS

log = logging.getLogger(__name__)

PAIR_LIMIT = 131056
THROUGHPUT = 130429
WINDOW_CLOSED = 131047
OPTED_OUT = 131050
PICTURE = (131052, 131053)

WAIT = {  # code: seconds
    4: 60,  # the app's calls in an hour
    80007: 60,  # the business account's rate
    130429: 1,  # throughput of the number
    131056: PER_PAIR_SECONDS,  # this customer alone
    131048: 3600,  # too many customers blocked or reported us
    131064: 3600,  # messaging limit of the day
    133016: 3600,
    131057: 300,  # account in maintenance
}
ADMIN = {  # nothing is wrong with the message: it waits until somebody has put this right
    0: "the access token is not valid",
    3: "the app may not call this",
    10: "the permission is missing",
    190: "the access token has expired",
    33: "the phone number was deleted",
    368: "the account is restricted for a policy",
    131005: "access was denied",
    131031: "the account is locked",
    131042: "there is a problem with the payment method",
    131045: "the phone number is not registered",
    133010: "the phone number is not registered",
    131037: "the number's display name is not approved",
}
TEMPLATE = range(132000, 132100)  # the template is missing, paused, or has other parameters
NEVER = {
    100: "Meta does not take the message as it is",
    130472: "the customer is part of an experiment of Meta",
    130497: "messages to this country are not allowed",
    131008: "something required is missing",
    131009: "a value is not allowed",
    131021: "sender and recipient are the same",
    131026: "the customer cannot receive it: not on WhatsApp, or an old version",
    131030: "the recipient is not on the test number's list",
    131049: "Meta keeps this back to spare the customer",
    131050: "the customer does not want marketing messages",
    131051: "WhatsApp has no such kind of message",
    131052: "the file could not be fetched",
    131053: "the file could not be uploaded",
}
ADMIN_WAIT = 600.0


def failure(status: int, answer: Mapping[str, Any]) -> DeliveryFailure:  # noqa: PLR0911  # a case each
    """The failure that Meta's answer stands for."""
    given = answer.get("error")
    error: Mapping[str, Any] = given if isinstance(given, Mapping) else {}
    code = error.get("code")
    details = (
        (error.get("error_data") or {}).get("details") if isinstance(error.get("error_data"), Mapping) else ""
    )
    said = str(details or error.get("message") or "")[:200]
    if not isinstance(code, int):
        code = -1
    if code in WAIT:
        return RetryAfter(WAIT[code], f"{code} {said}")
    if code == WINDOW_CLOSED:
        return Held(f"{code} the customer's last message is more than 24 hours old")
    if code in TEMPLATE:
        log.error("a WhatsApp template is not right: %s %s", code, said)
        return Held(f"{code} the template is not right: {said}")
    if code in ADMIN or 200 <= code <= 299:
        reason = ADMIN.get(code, "the permission is missing")
        log.error("WhatsApp refuses everything: %s (%s). See `dukan channels check`.", reason, code)
        return RetryAfter(ADMIN_WAIT, f"{code} {reason}")
    if code in NEVER:
        return PermanentFailure(f"{code} {NEVER[code]}")
    if status == 429:
        return RetryAfter(2, f"{code} {said}")
    if status >= 500 or code in (1, 2, 131000, 131016):
        return TemporaryFailure(f"{code} {said or status}")
    return PermanentFailure(f"{code} {said or status}")
