"""The web channel: REST, Socket.IO, the widget and the demo storefront."""
