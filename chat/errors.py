"""What can go wrong in a conversation, as one tree.

ChatError
├── UnknownConversation   the token names a conversation that is not there
├── UnknownTap            a tap that was never offered in this conversation
├── BrainFailed           the dialogue engine did not answer in time, or not sensibly
│   └── BrainAway         it is being started, or still at work on this turn
└── NotOver               the turn did something and has no answer yet: it has to be taken again
"""


class ChatError(Exception):
    """Root of chat's errors."""


class UnknownConversation(ChatError):
    """No such conversation."""


class UnknownTap(ChatError):
    """This option was not offered here."""


class NotOver(ChatError):
    """The turn has to be taken again."""


class BrainFailed(ChatError):
    """No sensible answer within the time that a turn has."""


class BrainAway(BrainFailed):
    """It is being started again, or takes longer: asking again is worth while."""
