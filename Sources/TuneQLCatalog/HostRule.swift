/// The origins of a method's calls: the document's server, and hosts that depend on a parameter.
///
/// The text of each rule is an origin with `{name}` placeholders, such as
/// `https://{locationsId}-aiplatform.googleapis.com`.
package struct HostRule: Sendable, Hashable {
    /// The parameter that selects the origin; nil when every call goes to `otherwise`.
    package var parameter: String?
    /// The origins for particular values of the parameter.
    package var exceptions: [String: String]
    /// The origin for all other values.
    package var otherwise: String
    /// The origin when the method has no such parameter.
    package var fallback: String

    package init(
        parameter: String? = nil,
        exceptions: [String: String] = [:],
        otherwise: String,
        fallback: String
    ) {
        self.parameter = parameter
        self.exceptions = exceptions
        self.otherwise = otherwise
        self.fallback = fallback
    }
}
