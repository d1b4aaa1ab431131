"""Claims that a customer has made: shown, and taken back after a yes."""

from bot.dialogue.claim_said import claim_number
from bot.dialogue.confirming import ask, never_mind
from bot.dialogue.turn import Answer, Tools, Turn, say
from bot.words import claiming as words
from chat.payloads import command_of
from chat.reply import Option, choice, text
from shop.claims import notices
from shop.claims.claim import WAITING, Claim, ClaimRules, seen
from shop.claims.photos import CLAIM_SEEN
from shop.claims.service import Claims
from shop.claims.taps import WithdrawClaim
from shop.errors import ShopError
from shop.refusals import Missing
from shop.replies import claim_line

SHOWN = 5


def claims_of(tools: Tools) -> Claims:
    """The claims of this shop, by its rules."""
    rules = tools.extras.get("claim_rules")
    return Claims(tools.db, rules if isinstance(rules, ClaimRules) else None)


def shown_claims(turn: Turn, tools: Tools, number: str) -> Answer:
    """How claims stand: the one that is named, or all of them, the newest first."""
    mine = claims_of(tools).of_customer(turn.customer, SHOWN)
    number = number or claim_number(turn.text)
    if number and not any(claim.id == number for claim in mine):
        return say(text(Missing("claim_unknown", claim=number).in_(turn.locale)))
    shown = [claim for claim in mine if number in ("", claim.id)]
    if not shown:
        return say(text(words.NO_CLAIMS.in_(turn.locale)))
    tools.contexts.save(turn.customer, CLAIM_SEEN, shown[0].id, turn.now)
    lines = [_line(claim, turn.locale) for claim in shown]
    told = lines[0] if len(lines) == 1 else "\n".join([words.YOUR_CLAIMS.in_(turn.locale), *lines])
    options = [option for claim in shown for option in notices.of_claim(claim, turn.locale)]
    return say(choice(told, *options) if options else text(told))


def taken_back(turn: Turn, tools: Tools, number: str, *, sure: bool = False) -> Answer:
    """Withdraw a claim, after a yes; asked which, where several are open."""
    mine = claims_of(tools).of_customer(turn.customer, SHOWN)
    number = number or claim_number(turn.text)
    open_ones = [claim for claim in mine if claim.state in WAITING and number in ("", claim.id)]
    if sure:
        try:
            done = claims_of(tools).withdraw(turn.customer, number, turn.now)
        except ShopError as no:
            return say(text(no.in_(turn.locale)))
        return say(text(words.WITHDRAWN.in_(turn.locale, claim=done.id)))
    if number and not any(claim.id == number for claim in mine):
        return say(text(Missing("claim_unknown", claim=number).in_(turn.locale)))
    if not open_ones:
        return say(text(words.NONE_TO_WITHDRAW.in_(turn.locale)))
    if len(open_ones) > 1:
        options = [
            Option(_line(claim, turn.locale), command_of(WithdrawClaim(claim.id))) for claim in open_ones
        ]
        return say(choice(words.WITHDRAW_WHICH.in_(turn.locale), *options))
    (claim,) = open_ones
    yes = Option(words.YES_WITHDRAW.in_(turn.locale), command_of(WithdrawClaim(claim.id, sure=True)))
    question = words.WITHDRAW_IT.in_(turn.locale, line=_line(claim, turn.locale))
    return ask(turn, tools, question, yes, never_mind("complaint"))


def _line(claim: Claim, locale: str) -> str:
    return claim_line(seen(claim), locale)
