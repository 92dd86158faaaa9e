"""Budget sections, statements of budgetary implications and assessed contributions, every figure declared once."""
