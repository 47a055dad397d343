// TuneQLSyntax
