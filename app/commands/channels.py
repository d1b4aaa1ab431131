"""`dukan channels`: check what is set up, set webhooks, and say in words what is wrong; dead letters."""

import asyncio
from datetime import UTC, datetime
from typing import Annotated

import httpx
import typer
from rich.console import Console
from telegram.error import InvalidToken, TelegramError

from app.commands.terminal import Data, console, settings_or_exit
from app.secrets import secret
from app.settings import Settings
from chat.service.outbox import Outbox
from connectors.telegram.channel import HEARD
from connectors.telegram.sender import open_bot
from connectors.whatsapp.errors import failure
from connectors.whatsapp.window import BadTemplates, templates
from intake.service.privacy import Privacy
from storage.database import Database

channels = typer.Typer(help="Telegram and WhatsApp: check, set up, send again.", no_args_is_help=True)


def register(cli: typer.Typer) -> None:
    """Add these commands."""
    cli.add_typer(channels, name="channels")
    cli.command("forget")(forget)


@channels.command()
def check(data: Data = None) -> None:
    """Test tokens, set Telegram's webhook, and say what is wrong and what to do."""
    settings = settings_or_exit(data=data)
    fine = asyncio.run(_check(settings, console))
    if not fine:
        raise typer.Exit(1)


async def _check(settings: Settings, out: Console) -> bool:
    if not settings.telegram_token and not settings.whatsapp_token:
        out.print("Neither Telegram nor WhatsApp is set up. Start with docs/channels/telegram.md.")
        return False
    results = []
    if settings.telegram_token:
        results.append(await check_telegram(settings, out))
    if settings.whatsapp_token:
        results.append(await check_whatsapp(settings, out))
    return all(results)


async def check_telegram(settings: Settings, out: Console) -> bool:
    """The token, then the webhook or polling."""
    bot = open_bot(settings.telegram_token, settings.telegram_api)
    try:
        me = await bot.get_me()
        out.print(f"Telegram: the token is good; the bot is @{me.username}.", highlight=False)
        if settings.telegram_mode == "polling":
            await bot.delete_webhook()
            out.print("Telegram: polling; no webhook is needed.")
            return True
        if not settings.public_url.startswith("https://"):
            out.print(
                "[red]Telegram[/red] delivers only to https. Set DUKAN_PUBLIC_URL to your public https "
                "address, or DUKAN_TELEGRAM_MODE=polling on a machine without one."
            )
            return False
        before = await bot.get_webhook_info()
        if before.last_error_message:
            out.print(f"Telegram: its last try failed: {before.last_error_message}", markup=False)
        url = f"{settings.public_url}/webhooks/telegram"
        word = settings.telegram_secret or secret(settings.data, "telegram.key")
        await bot.set_webhook(url, secret_token=word, allowed_updates=HEARD, max_connections=40)
        out.print(f"Telegram: the webhook is {url}.", markup=False, highlight=False)
        return True
    except InvalidToken:
        out.print(
            "[red]Telegram[/red] does not know the token. Copy it again from BotFather into "
            "DUKAN_TELEGRAM_TOKEN."
        )
    except TelegramError as err:
        out.print(f"Telegram: {err.message}", markup=False)
    finally:
        await bot.request.shutdown()  # bot.shutdown() closes nothing of a bot that was not initialised
    return False


async def check_whatsapp(settings: Settings, out: Console) -> bool:
    """The token and the number, the secret, the templates, and whether our webhook answers."""
    fine = True
    if not settings.whatsapp_app_secret:
        out.print(
            "[red]WhatsApp[/red]: DUKAN_WHATSAPP_APP_SECRET is empty, so every webhook would be refused. "
            "It is in the app's dashboard under App settings, Basic."
        )
        fine = False
    try:
        templates(settings.whatsapp_templates)
    except BadTemplates as err:
        out.print(f"WhatsApp: DUKAN_WHATSAPP_TEMPLATES: {err}", markup=False)
        fine = False
    async with httpx.AsyncClient(timeout=15) as http:
        fine = await _number(settings, http, out) and fine
        return await _webhook(settings, http, out) and fine


async def _number(settings: Settings, http: httpx.AsyncClient, out: Console) -> bool:
    url = f"{settings.whatsapp_api.rstrip('/')}/{settings.whatsapp_phone_id}"
    asked = {"fields": "display_phone_number,verified_name,quality_rating"}
    auth = {"Authorization": f"Bearer {settings.whatsapp_token}"}
    try:
        answer = await http.get(url, params=asked, headers=auth)
        about = answer.json()
    except (httpx.HTTPError, ValueError) as err:
        out.print(f"WhatsApp: no answer from Meta: {type(err).__name__}")
        return False
    if answer.status_code != 200:
        out.print(f"WhatsApp: {failure(answer.status_code, about)}", markup=False)
        return False
    number = about.get("display_phone_number", "?")
    out.print(
        f"WhatsApp: the token is good; the number is {number} ({about.get('verified_name', '?')}), "
        f"quality {about.get('quality_rating', '?')}.",
        markup=False,
        highlight=False,
    )
    return True


async def _webhook(settings: Settings, http: httpx.AsyncClient, out: Console) -> bool:
    word = settings.whatsapp_verify_token or secret(settings.data, "whatsapp.verify")
    url = f"{settings.public_url or settings.address}/webhooks/whatsapp"
    out.print(f"WhatsApp: in the app's dashboard, callback URL {url}", markup=False, highlight=False)
    out.print(
        f"WhatsApp: verify token {word}; subscribe to the field messages.", markup=False, highlight=False
    )
    asked = {"hub.mode": "subscribe", "hub.verify_token": word, "hub.challenge": "dukan"}
    try:
        answer = await http.get(url, params=asked)
        if answer.text == "dukan":
            return True
        out.print(f"WhatsApp: our webhook answered {answer.status_code}; is this shop running there?")
    except httpx.HTTPError:
        out.print(
            "WhatsApp: our webhook does not answer yet. Start the shop with `dukan run`, then check again."
        )
    return False


@channels.command("failed")
def failed(
    again: Annotated[bool, typer.Option("--again", help="Send all of them again.")] = False, data: Data = None
) -> None:
    """What could not be delivered, the newest first; and once more with --again."""
    settings = settings_or_exit(data=data)
    db = Database(settings.database)
    outbox = Outbox(db)
    letters = outbox.dead()
    for letter in letters:
        console.print(
            f"{letter.id}  {letter.created_at[:19]}  {letter.channel}  {letter.error}",
            markup=False,
        )
        if again:
            outbox.send_again(letter.id)
    console.print(f"{len(letters)} not delivered" + (", tried again now." if again and letters else "."))
    db.close()


def forget(
    customer: str,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    data: Data = None,
) -> None:
    """Erase a customer's personal data; orders stay, without the person."""
    settings = settings_or_exit(data=data)
    db = Database(settings.database)
    if not yes and not typer.confirm(f"Erase all personal data of {customer}? This can't be undone."):
        raise typer.Exit(1)
    if not Privacy(db).erase(customer, datetime.now(UTC)):
        console.print(f"There is no customer {customer}.", markup=False)
        raise typer.Exit(1)
    console.print(f"{customer} is forgotten.", markup=False)
    db.close()


@channels.command("my-data")
def my_data(customer: str, data: Data = None) -> None:
    """Print as JSON all that is kept of a customer."""
    settings = settings_or_exit(data=data)
    db = Database(settings.database)
    told = Privacy(db).export(customer)
    db.close()
    if not told:
        console.print(f"There is no customer {customer}.", markup=False)
        raise typer.Exit(1)
    console.print_json(data=told)
