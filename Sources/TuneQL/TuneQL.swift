// TuneQL
