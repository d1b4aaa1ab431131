"""What the Cloud API takes at most; the pages of developers.facebook.com/docs/whatsapp are named beside."""

TEXT = 4096  # messages/text-messages: text.body
INTERACTIVE_BODY = (
    1024  # messages/interactive-reply-buttons-messages; lists take 4096, older clients show less
)
FOOTER = 60
BUTTONS = 3  # interactive-reply-buttons-messages
BUTTON_TITLE = 20
BUTTON_ID = 256
LIST_BUTTON = 20  # interactive-list-messages: action.button
LIST_ROWS = 10  # in all sections together
SECTION_TITLE = 24
ROW_TITLE = 24
ROW_DESCRIPTION = 72
ROW_ID = 200
LINK_TITLE = 20  # interactive-cta-url-messages: display_text
CAPTION = 1024  # messages/image-messages: image.caption
FILE_BYTES = 16 * 1024 * 1024  # we take less than the 100 MB of a document

PER_SECOND = 80  # overview#throughput, error 130429 above it
PER_PAIR_SECONDS = 6  # overview#pair-rate-limits: one message in 6 s to one customer, error 131056
PAIR_BURST = (
    45  # the same page: bursts of up to 45, to be made up for by waiting as long as they would have taken
)
WINDOW_HOURS = 24  # customer service window, error 131047 outside it
