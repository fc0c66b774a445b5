# Pages of the application as a whole.

api-title = What integrations can call
api-name = Interface, version 1
api-lead = Every call needs a token of its own, confined to a branch and to what it may do. Errors are problem documents (RFC 9457), long lists are read page by page with a cursor.
api-document = Description as OpenAPI 3.1
api-method = Method
api-path = Path
api-summary = What it does
api-answers = Answers
