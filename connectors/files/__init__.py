"""Import and export files: products, customers, orders, FAQs as CSV or JSON lines."""
