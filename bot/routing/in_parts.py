"""Does a message of several wishes part by part, each on the table that the one before left; one answer."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from bot.actions.shelf import carts_of
from bot.dialogue.asking import open_question, settled
from bot.dialogue.choosing import remember, still_offered
from bot.dialogue.goods_meant import waiting_products
from bot.dialogue.open_list import open_list
from bot.dialogue.reading_here import alike, reading_of
from bot.dialogue.remarks import only_was_asked, protests
from bot.dialogue.spoken_of import spoken_of
from bot.dialogue.turn import ACTIONS, DECLARED, LOST, Answer, Tools, Turn, alone, run, say, serves
from bot.reading.filling import GOODS
from bot.reading.lines import AMOUNT
from bot.reading.parts import LEAST
from bot.reading.refusing import says_out
from bot.routing.intents import likeliest, read_message, served_by
from bot.routing.plain_words import number_said
from bot.words.talk import NOT_GOT
from chat.reply import Command, Reply, text
from shop.finding.remembered import TOUCHED
from shop.reading.quantity import parse_wanted

SURE = 0.8
WITH_GOODS = frozenset({"add_to_cart", "order_list", "update_cart", "remove_from_cart", "ask_price"})
NOT_THE_LIST = frozenset({"checkout", "change_address", "human_agent", "clear_cart"})
_STILL = 0.2  # of a chance that a part is what it was read for before the part ahead of it was done
_A_WORD = 3  # words of an answer ahead of another wish
_SHORT_ANSWER = 8  # words of "all of them please"
_PRAISE = 2  # words of what is said before a wish, and reviews nothing
SURE_OF_REST = 0.6  # of what is said behind a choice
_LEAVES_LINE = frozenset({"skip", "deny"})  # "leave it. what is the delivery charge?"
SAYS_LITTLE = frozenset({"greet", "goodbye", "thank", "deny", "affirm", "inform", "nlu_fallback"})
_HEARD = frozenset(("ok", "okay", "k", "acha", "achha", "accha", "theek", "thik", "hai", "hmm", "fine"))
_SHORTEST = 3  # letters of what may be a part

# A number with a sign or an "and" behind it; "1 kg wala" and "2 sugar" are no options.
_NUMBERED = re.compile(
    r"(?:option |no\.? ?)?(\d{1,2})(?: ?no\b| ?number\b| wal[aei]\b)?"
    r"(?:[.,!] (?:and |aur )?| and | aur | also )(?=\S)",
    re.IGNORECASE,
)
_JOINT = re.compile(r"(?<=\w)[.,!\n]\s|\s(?:and|aur|phir)\s", re.IGNORECASE)
# What a message that first answers the choice that waits, and then says more, may be taken for.
ANSWERED_FIRST = frozenset(
    {
        "inform",
        "affirm",
        "add_to_cart",
        "update_cart",
        "order_list",
        "remove_from_cart",
        "search_product",
        "refine_search",
        "checkout",
        "skip",
        "exchange_order",
        "out_of_scope",
        "nlu_fallback",
    }
)
Do = Callable[[Turn, Tools], Answer]  # what does a part that was read, as if it had come alone
Answers = Callable[[Turn, Tools], Answer | None]  # what takes a part as an answer to the list that is open


def together(answers: Sequence[Answer]) -> Answer:
    """Several answers as one: the cart once, with all that was done to it, and one question at the end.

    Of what else has buttons the words are told; but a line of the list that waits is asked about again.
    """
    replies: list[Reply] = []
    for reply in (reply for answer in answers for reply in answer.replies):
        replies += [] if reply in replies else [reply]  # what two parts are told alike is told once
    carts = [reply for reply in replies if reply.kind == "cart"]
    asks = [reply for reply in replies if reply.kind == "choice"]
    last = next((reply for reply in reversed(asks) if _lines_of(reply)), asks[-1] if asks else None)
    told: list[Reply] = []
    for reply in replies:
        if reply.kind == "choice":
            told += [text(reply.text)] if reply is not last and not _lines_of(reply) else []
            continue
        if reply.kind == "cart":
            if reply is not carts[-1]:
                continue
            done = [cart.lead for cart in carts[:-1] if cart.lead and cart.lead != reply.lead]
            lead = "\n".join([*done, reply.lead])
            reply = replace(reply, text="\n".join([*done, reply.text]), lead=lead)  # noqa: PLW2901
        told.append(reply)
    told += [last] if last else []
    slots = {name: value for answer in answers for name, value in answer.slots.items()}
    return Answer(tuple(told), slots, tuple(event for answer in answers for event in answer.events))


def _lines_of(reply: Reply) -> set[object]:
    """The lines of the list that a question is about."""
    return {option.command.entities.get("line") for option in reply.options if option.command} - {None}


def _halves(words: str) -> Iterator[tuple[str, str]]:
    """Where a message may be parted in two: at each sign and each "and", what is before it and behind."""
    for joint in _JOINT.finditer(words):
        yield words[: joint.start()].strip(" ,."), words[joint.end() :].strip(" ,.")


def answered_first(turn: Turn, tools: Tools, do: Do, answers: Answers, picks: Answers) -> Answer | None:
    """ "Amulya wala. bas, order laga do": the choice that waits is made, then the rest is done.

    `picks` takes a word or two that tell apart what is offered.
    """
    if not which_waits(turn, tools):
        return None
    for first, rest in _halves(turn.text):
        if picked := _picked_by(first, rest, turn, tools, do, picks):
            return picked
        if min(len(first), len(rest)) < _SHORTEST:
            continue
        before, behind = _anew(alike(turn, first), tools), _anew(alike(turn, rest), tools)
        skips = before.intent in _LEAVES_LINE and before.confidence >= SURE_OF_REST
        if before.intent == "deny" and turn.intent == "update_cart":
            continue  # "no no, 24 packets and not 24 cases" refuses what was done, not what is asked
        goods = behind.intent in ANSWERED_FIRST - {"checkout"}
        if before.intent == "deny" and goods and any(line.goods for line in reading_of(behind, tools).lines):
            continue  # "no, the sunflower" says which, and leaves nothing
        if not skips and (goods or behind.confidence < SURE_OF_REST):
            continue
        made = run(Command("skip"), before, tools) if skips else answers(before, tools)
        if made is None:
            continue
        shown = behind.intent == "view_cart" and any(r.kind == "cart" for r in made.replies)
        no_refusal = behind.intent == "deny" and not says_out(rest)  # "the first one, the 2 minute"
        if shown or no_refusal or (skips and behind.intent in SAYS_LITTLE):
            return made
        then = _next(replace(behind, id=f"{turn.id}.1"), tools, answers)
        if behind.intent in NOT_THE_LIST:  # what it asks comes first
            made = replace(made, replies=tuple(r for r in made.replies if r.kind != "choice"))
        return together([made, then])
    return None


def _picked_by(  # it hands on who does what
    first: str, rest: str, turn: Turn, tools: Tools, do: Do, picks: Answers
) -> Answer | None:
    """What the first half picks by its number or in a word, and then the rest."""
    if len(rest) < _SHORTEST:
        return None
    if first.isdecimal():
        return _by_number(first, rest, turn, tools, do)
    return _said_in_a_word(first, rest, turn, tools, do, picks)


def _said_in_a_word(  # the same
    first: str, rest: str, turn: Turn, tools: Tools, do: Do, picks: Answers
) -> Answer | None:
    """ "Original. make the salt 24": what tells apart what is offered, read as nothing, and then the rest."""
    if len(first) < _SHORTEST or len(first.split()) > _A_WORD or any(c.isdigit() for c in first):
        return None
    named = {word for line in reading_of(turn, tools).lines for word in line.words.split()}
    if set(first.lower().split()) & named:  # it is done with all else that is said of goods
        return None
    part = replace(alike(turn, first), id=f"{turn.id}.w")
    made = picks(part, tools)
    if made is None:
        return None
    remember(made, part, tools)
    return together([made, _done_by_itself(replace(turn, id=f"{turn.id}.n"), rest, tools, do)])


def number_and_more(turn: Turn, tools: Tools, do: Do) -> Answer | None:
    """ "1, aur parle g chota wala": the option of that number, then the rest."""
    said = _NUMBERED.match(turn.text.strip())
    if said is None or not which_waits(turn, tools):
        return None
    return _by_number(said[1], turn.text.strip()[said.end() :], turn, tools, do)


def counted_first(turn: Turn, tools: Tools, do: Do) -> Answer | None:
    """ "Theek 12 kar do. parle g hata do": the number that was asked for, then the rest."""
    asked = open_question(turn, tools)
    if asked is None or asked.answer is None or asked.entity != "quantity":
        return None
    for first, rest in _halves(turn.text):
        part = replace(alike(turn, first), id=f"{turn.id}.c")
        number = number_said(part, asked, tools) if len(rest) >= _SHORTEST else None
        if number is None:
            continue
        settled(turn, tools)
        made = run(asked.answer, part, tools, {asked.entity: number})
        remember(made, part, tools)
        return together([made, _done_by_itself(replace(turn, id=f"{turn.id}.n"), rest, tools, do)])
    return None


def taken_out_first(turn: Turn, tools: Tools, do: Do) -> Answer | None:
    """ "Empty the cart and put 2 ghadi", "too dear, take it out. bura 3": what goes, then what comes."""
    if turn.intent not in WITH_GOODS or not carts_of(tools).get(turn.customer).lines:
        return None
    if open_question(turn, tools):  # "leave it for now. don't order" leaves what is asked
        return None
    for first, rest in islice(_halves(turn.text), 2):
        if len(first.split()) > _SHORT_ANSWER or len(rest) < _SHORTEST:
            continue
        before = _anew(replace(alike(turn, first), id=f"{turn.id}.e"), tools)
        goes = _goes(before, tools)
        if goes is None:
            continue
        made = run(goes, before, tools)
        return together([made, _done_by_itself(replace(turn, id=f"{turn.id}.r"), rest, tools, do)])
    return None


def _goes(before: Turn, tools: Tools) -> Command | None:
    """What these words take out, naming nothing: all that is in, or what is spoken of."""
    if before.intent == "clear_cart" and before.confidence >= SURE:
        return Command("clear_cart", {"text": "yes"})  # what comes in its place is the yes
    named = any(line.goods for line in reading_of(before, tools).lines)
    there = spoken_of(before, tools)
    held = carts_of(tools).get(before.customer).quantities
    if before.intent != "remove_from_cart" or not says_out(before.text) or named or len(there) != 1:
        return None
    return Command("remove_from_cart", {"sku": there[0].sku}) if there[0].sku in held else None


def _done_by_itself(turn: Turn, words: str, tools: Tools, do: Do) -> Answer:
    """What a part of a message wants, done as if it had come alone."""
    part = read_by_itself(turn, words, tools)
    if len(part.wishes) > 1:
        return one_after_the_other(part, tools, do)
    return do(part, tools)


def _by_number(number: str, rest: str, turn: Turn, tools: Tools, do: Do) -> Answer | None:
    """ "2. and 10 of the other": the option of this number, which stands on the screen; then the rest."""
    options = [o.command for o in still_offered(turn, tools) if o.command]
    if not waiting_products(turn, tools) or not 0 < int(number[:2]) <= len(options):
        return None
    made = run(options[int(number[:2]) - 1], turn, tools)
    remember(made, turn, tools)
    behind = read_by_itself(replace(turn, id=f"{turn.id}.n"), rest, tools)
    if behind.intent in SAYS_LITTLE and not any(line.goods for line in reading_of(behind, tools).lines):
        return made
    return together([made, do(behind, tools)])


def read_by_itself(turn: Turn, words: str, tools: Tools) -> Turn:
    """A part of a message as if it had come alone: with its own intent and wishes."""
    part = _anew(alike(turn, words), tools)
    wishes = read_message(part, tools)["wishes"]
    return replace(part, wishes=tuple((wish["intent"], wish["text"]) for wish in wishes))


def _next(turn: Turn, tools: Tools, answers: Answers) -> Answer:
    act = serves(turn.intent) or ACTIONS["action_default_fallback"]
    return (answers(turn, tools) if open_list(turn, tools).lines else None) or act(turn, tools)


def _anew(turn: Turn, tools: Tools) -> Turn:
    """A part of a message with the intent that it has by itself."""
    intent, sure = likeliest(turn, tools, otherwise=turn.intent)
    known = intent if serves(intent) and sure >= LEAST else "nlu_fallback"
    return replace(turn, intent=known, confidence=sure, entities={}, wishes=())


def _now(turn: Turn, tools: Tools) -> Turn:
    """A part of a message as what it was read for, unless the part before it left another table."""
    chances = read_message(turn, tools)["intents"]
    if chances.get(turn.intent, 0.0) >= _STILL or not serves(turn.intent) or not chances:
        return replace(turn, confidence=chances.get(turn.intent, 0.0), entities={}, wishes=())
    return _anew(turn, tools)


def one_after_the_other(turn: Turn, tools: Tools, do: Do) -> Answer:
    """Each wish with its own words and its own turn, on what the one before it left on the table.

    What was not understood of it is said in a clause, where something was.
    """
    if any(intent in DECLARED and DECLARED[intent].private for intent, _ in turn.wishes):
        alone(turn)  # before the first of them does anything
    answers: list[Answer] = []
    held = dict(carts_of(tools).get(turn.customer).quantities)
    for number, (intent, words) in enumerate(turn.wishes):
        shown = any(reply.kind == "cart" for answer in answers for reply in answer.replies)
        if intent == "view_cart" and shown:
            continue  # what was added was shown with the whole cart
        if intent == "affirm" and _only_heard(words, number, turn, tools):
            continue
        if intent == "give_review" and len(words.split()) <= _PRAISE:
            continue  # "good. empty the cart"
        own = f"{turn.id}.p{number}"  # what a part does has a key of its own
        part = _now(replace(alike(turn, words), id=own, intent=intent, wishes=()), tools)
        told = _tells_what_was(part, held, tools) or _introduces(part, turn.wishes[number + 1 :], tools)
        if not serves(part.intent) or told or _protests_only(part, number, len(turn.wishes), tools):
            continue
        if intent == "clear_cart" and _puts_in(turn.wishes[number + 1 :]):
            part = replace(part, intent=intent, entities={"text": ["yes"]}, confidence=1.0)
            answers.append(ACTIONS["action_clear_cart"](part, tools))  # what comes in its place is the yes
            continue
        answers.append(do(part, tools))
        remember(answers[-1], part, tools)  # the next part may answer what this one asks
        if part.intent == "deny":  # what is left needs no question of its own
            left = [text(r.text) if r.kind == "choice" else r for r in answers[-1].replies]
            answers[-1] = replace(answers[-1], replies=tuple(left))
    lost = [answer.lost for answer in answers if answer.lost]
    if len(lost) == len(answers):
        return together(answers[-1:])
    done = [_still_asked(answer, turn, tools) for answer in answers if not answer.lost]
    if lost:
        tools.contexts.forget(turn.customer, LOST)
        done.append(say(text(NOT_GOT.in_(turn.locale, words="; ".join(lost)))))
    return together(done)


def _protests_only(part: Turn, number: int, of: int, tools: Tools) -> bool:
    """ "What jeera?? skip it": beside what is wanted, a protest looks for nothing."""
    reading = reading_of(part, tools)
    goods = " ".join(reading.said(GOODS))
    wanted = number == of - 1 or not goods or reading.said(AMOUNT)
    return not wanted and (protests(part.text, goods) or only_was_asked(part.text))


def _introduces(part: Turn, behind: Sequence[tuple[str, str]], tools: Tools) -> bool:
    """ "For the pantry of our office, 45 people. please note: ...": who writes, ahead of a list of goods."""
    a_list = any(intent == "order_list" for intent, _ in behind)
    named = any(line.goods for line in reading_of(part, tools).lines)
    return a_list and part.intent == "recommend" and "?" not in part.text and not named


def _tells_what_was(part: Turn, held: Mapping[str, int], tools: Tools) -> bool:
    """ "Make it 24. you put 48": a number alone that was in the cart before it was changed just now."""
    reading = reading_of(part, tools)
    last = tools.contexts.get(part.customer, TOUCHED, part.now) or ""
    now = carts_of(tools).get(part.customer).quantities.get(last, 0)
    counts = {parse_wanted(amount).count for amount in reading.said(AMOUNT)}
    return (
        not any(line.goods for line in reading.lines) and now != held.get(last) and counts == {held.get(last)}
    )


def _only_heard(words: str, number: int, turn: Turn, tools: Tools) -> bool:
    """ "Ok. meanwhile 2 salt": an ok ahead of something else has heard it, and calls nobody."""
    asked = open_question(turn, tools)
    calls = bool(asked and asked.yes and asked.yes.intent == "human_agent")
    bare = set(words.lower().strip(" .,!").split()) <= _HEARD
    return calls and bare and number == 0 and len(turn.wishes) > 1


def _still_asked(answer: Answer, turn: Turn, tools: Tools) -> Answer:
    """The answer without a question about a line that a later part settled, or left."""
    lines = open_list(turn, tools).lines

    def waits_no_more(reply: Reply) -> bool:
        about = _lines_of(reply)
        return reply.kind == "choice" and len(about) == 1 and not about <= set(lines)

    return replace(answer, replies=tuple(r for r in answer.replies if not waits_no_more(r)))


def _puts_in(wishes: Sequence[tuple[str, str]]) -> bool:
    """Whether one of these wishes is for goods: "empty it, and put ..."."""
    return any(served_by(intent) in ("add_to_cart", "order_list") for intent, _ in wishes)


def which_waits(turn: Turn, tools: Tools) -> bool:
    """Whether a line is open, or products are offered to choose from."""
    return bool(open_list(turn, tools).lines or waiting_products(turn, tools))
