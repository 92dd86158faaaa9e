"""What tests share: workbooks changed as people change them, drafts, statements built by hand, other engines, exact judges."""
