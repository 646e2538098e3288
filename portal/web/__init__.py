"""HTTP and HTML that belong to no feature: sites, sessions, headers, errors, forms, templates, dates in words."""
