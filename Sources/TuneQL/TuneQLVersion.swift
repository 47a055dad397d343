/// The version of the engine.
public enum TuneQLVersion {
    /// Major, minor and patch, as in the change log.
    public static let current = "0.1.0"
}
