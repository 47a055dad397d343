extension Emulator {
    /// The settings of an emulator.
    ///
    /// ```swift
    /// var configuration = Emulator.Configuration(
    ///     projects: ["p"],
    ///     locations: ["us-central1", "us-east1"],
    ///     latency: .milliseconds(50),
    ///     maximumPageSize: 10
    /// )
    /// configuration.jobsPerLocation = 25
    /// #expect(configuration.jobs == 50)
    /// ```
    public struct Configuration: Sendable {
        /// The seed of all generated data.
        public var seed: UInt64
        /// The number of jobs that exist from the start, spread evenly over all locations.
        public var jobs: Int
        /// The ids of the projects that exist; any other is answered with 403.
        public var projects: [String]
        /// The locations of each project.
        public var locations: [String]
        /// The clock of the emulated time.
        public var clock: Clock
        /// The time that each response takes.
        public var latency: Duration
        /// The number of jobs in a page when the request names none.
        public var defaultPageSize: Int
        /// The largest page; requests for more get this many.
        public var maximumPageSize: Int
        /// Whether the server sends bodies in chunks instead of with their length.
        public var isChunked: Bool
        /// Whether requests are kept for ``Emulator/recordedRequests``.
        public var isRecording: Bool

        /// The projects, unless others are given.
        public static let defaultProjects = ["demo-project", "other-project"]

        /// The locations, unless others are given.
        public static let defaultLocations = [
            "us-central1", "us-east1", "us-west1", "europe-west1", "europe-west4",
            "asia-northeast1", "asia-southeast1", "asia-south1",
        ]

        /// Makes a configuration; every setting has a default.
        public init(
            seed: UInt64 = 1,
            jobs: Int = 1600,
            projects: [String] = defaultProjects,
            locations: [String] = defaultLocations,
            clock: Clock = .running(),
            latency: Duration = .zero,
            defaultPageSize: Int = 100,
            maximumPageSize: Int = 100,
            isChunked: Bool = false,
            isRecording: Bool = false
        ) {
            self.seed = seed
            self.jobs = jobs
            self.projects = projects
            self.locations = locations
            self.clock = clock
            self.latency = latency
            self.defaultPageSize = defaultPageSize
            self.maximumPageSize = maximumPageSize
            self.isChunked = isChunked
            self.isRecording = isRecording
        }

        /// The number of jobs in each location; setting it sets ``jobs``.
        ///
        /// Set it after the projects and locations.
        public var jobsPerLocation: Int {
            get { jobs / max(1, projects.count * locations.count) }
            set { jobs = newValue * projects.count * locations.count }
        }

        func jobs(inCollection index: Int) -> Int {
            let (share, rest) = jobs.quotientAndRemainder(
                dividingBy: max(1, projects.count * locations.count)
            )
            return share + (index < rest ? 1 : 0)
        }
    }
}
