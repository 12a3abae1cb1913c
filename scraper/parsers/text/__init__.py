"""Pure readers of a string: dates, phone numbers, e-mails, addresses, names, credits. They know no page."""
