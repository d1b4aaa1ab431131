"""The demo storefront: a wholesale grocer's pages that show the widget in place."""
