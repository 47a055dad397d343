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
        /// The time limit for connecting, TLS included.
        public var connectTimeLimit: Duration = .seconds(10)
        /// The time limit for a whole exchange.
        public var timeLimit: Duration = .seconds(60)
        /// The maximum number of simultaneous exchanges; further ones wait for their turn.
        public var maximumParallelTransfers = 64
        /// The largest body in bytes, decoded; a larger one fails as `malformed`.
        public var maximumBodySize = 256 << 20
        /// A file of certificates (PEM) to trust instead of the system's.
        ///
        /// If nil, the file named by the environment variable `SSL_CERT_FILE` is used, if any.
        public var certificateFile: String?
        /// The `User-Agent`; the word gzip makes older front ends compress.
        public var userAgent = "tuneql/0.1.0 (gzip)"

        /// The file name of the library to load.
        package var libraryName = CurlLibrary.defaultName

        /// Makes a configuration with the usual limits.
        public init() {}
    }
}
