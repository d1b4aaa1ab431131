"""What the Bot API takes at most, from core.telegram.org/bots/api and /bots/faq by PTB's constants."""

from telegram.constants import (
    FloodLimit,
    InlineKeyboardButtonLimit,
    InlineKeyboardMarkupLimit,
    MediaGroupLimit,
    MessageLimit,
)

TEXT = int(MessageLimit.MAX_TEXT_LENGTH)  # sendMessage.text, after entities are parsed
CAPTION = int(MessageLimit.CAPTION_LENGTH)  # sendPhoto.caption, the same
CALLBACK_DATA = int(InlineKeyboardButtonLimit.MAX_CALLBACK_DATA)  # bytes
BUTTONS = int(InlineKeyboardMarkupLimit.TOTAL_BUTTON_NUMBER)
BUTTONS_IN_ROW = int(InlineKeyboardMarkupLimit.BUTTONS_PER_ROW)
BUTTON_TITLE = 64  # not documented; longer ones are cut by the apps in any case
ALBUM_LEAST = int(MediaGroupLimit.MIN_MEDIA_LENGTH)
ALBUM_MOST = int(MediaGroupLimit.MAX_MEDIA_LENGTH)
START_PARAMETER = int(MessageLimit.DEEP_LINK_LENGTH)  # A-Z a-z 0-9 _ -
FILE_BYTES = 20 * 1024 * 1024  # getFile: bots may download up to 20 MB

# Bots FAQ, "My bot is hitting limits": about 30 a second in all, one a second in a chat,
# 20 a minute in a group.
PER_SECOND = int(FloodLimit.MESSAGES_PER_SECOND)
PER_CHAT_SECOND = int(FloodLimit.MESSAGES_PER_SECOND_PER_CHAT)
PER_GROUP_MINUTE = int(FloodLimit.MESSAGES_PER_MINUTE_PER_GROUP)
