extension CurlTransport {
    /// The limits and settings of a transport.
    ///
    /// ```swift
    /// var configuration = CurlTransport.Configuration()
    /// configuration.timeLimit = .seconds(20)
    /// configuration.certificateFile = "/etc/ssl/certs/company.pem"
    /// let transport = CurlTransport(configuration: configuration)
    /// ```
    public struct Configuration: Sendable, Hashable {
        /// The time within which a connection has to stand, TLS included.
        public var connectTimeLimit: Duration = .seconds(10)
        /// The time within which an exchange has to end.
        public var timeLimit: Duration = .seconds(60)
        /// The number of exchanges at the same time; more wait for their turn.
        public var maximumParallelTransfers = 64
        /// The largest body in bytes, decoded; a larger one fails as `malformed`.
        public var maximumBodySize = 256 << 20
        /// A file of certificates (PEM) to trust instead of the system's.
        ///
        /// Without it, the file that the environment's `SSL_CERT_FILE` names, if any.
        public var certificateFile: String?
        /// What the client calls itself; the word gzip makes older front ends compress.
        public var userAgent = "tuneql/0.1.0 (gzip)"

        /// The file name of the library that is loaded.
        package var libraryName = CurlLibrary.usualName

        /// Makes a configuration with the usual limits.
        public init() {}
    }
}
