// TuneQLRendering
