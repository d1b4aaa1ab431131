"""What the calls under /v1/staff take: nothing but what is named, within bounds."""

import json
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

Words = Annotated[str, StringConstraints(strip_whitespace=True, max_length=4000)]
SomeWords = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000)]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40)]
Number = Annotated[int, Field(ge=0, le=2**53)]  # of a row; larger ones no database takes


class Body(BaseModel):
    """Nothing but what is named, and every text one that can be stored."""

    model_config = ConfigDict(extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def _is_text(cls, given: Any) -> Any:
        try:
            json.dumps(given, ensure_ascii=False).encode("utf-8")
        except UnicodeEncodeError as err:  # half of a pair, say "\ud800"
            raise ValueError("There are characters in it that are no text.") from err
        return given


class Credentials(Body):
    email: Annotated[str, StringConstraints(max_length=200)]
    password: Annotated[str, StringConstraints(max_length=1000)]
    code: Annotated[str, StringConstraints(max_length=12)] = ""  # of the second factor, where there is one
    device: Annotated[str, StringConstraints(max_length=1000)] = ""  # what the last sign-in from here gave


class Message(Body):
    text: Words = ""
    sku: Annotated[str, StringConstraints(max_length=80)] = ""
    template: Annotated[str, StringConstraints(max_length=20)] = ""  # WhatsApp's, by its kind


class Note(Body):
    text: SomeWords
    mentions: list[str] = []


class Transfer(Body):
    to: str
    note: Words = ""


class Claim(Body):
    """`from` is the colleague who is seen to have it: from nobody else is it taken."""

    holder: Annotated[str, Field(alias="from", max_length=40)] = ""


class Typing(Body):
    note: bool = False  # a private one: nothing for the customer to see


class Label(Body):
    label: Name
    on: bool = True


class Snooze(Body):
    minutes: Annotated[int, Field(ge=1, le=7 * 24 * 60)] = 30


class Priority(Body):
    priority: Literal[0, 1, 2, 3]


class Canned(Body):
    shortcut: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,40}$")]
    title: Name
    text: SomeWords


class Presence(Body):
    status: Literal["online", "away", "offline", ""] = ""  # nothing: still here, as said before
