// TuneQLEmulator
