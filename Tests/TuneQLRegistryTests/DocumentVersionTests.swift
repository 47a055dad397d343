import Testing
import TuneQLRegistry

@Suite struct DocumentVersionTests {
    /// Versions from the oldest to the newest.
    private static let versions = [
        "", "v1", "v2", "v2.0", "v2.0.1", "v9.12.1", "v10.1", "v10.2", "v10.2.0", "v10.2-beta",
        "v10.2-rc",
        "v10.10", "v24.9.00002", "v24.10.00001", "v24.10.00010",
        "v24.10.99999999999999999999", "v24.10.100000000000000000000", "v24.rc",
    ]

    @Test(arguments: versions.indices)
    func `versions are ordered part by part, numbers by their value`(_ index: Int) {
        let version = Self.versions[index]
        let older = Self.versions.filter { DocumentVersion.isOlder($0, than: version) }
        #expect(older == Array(Self.versions[..<index]))
    }

    @Test(
        arguments: [
            ("v1.2", "1.2"), ("v24.10.1", "v24.10.00001"), ("v1-2", "v1.2"), ("v1..2", "v1.2"),
            ("v0.0", "v0.00"),
        ]
    )
    func `other spellings of a version are neither older nor newer`(
        _ one: String,
        _ other: String
    ) {
        #expect(!DocumentVersion.isOlder(one, than: other))
        #expect(!DocumentVersion.isOlder(other, than: one))
    }

    @Test func `the order does not depend on where one starts`() {
        let parts = ["2", "10", "1a", "a", "02", "", "+3", "3"].map { "v1.\($0)" }
        for first in parts {
            for second in parts where DocumentVersion.isOlder(first, than: second) {
                #expect(!DocumentVersion.isOlder(second, than: first))
                for third in parts where DocumentVersion.isOlder(second, than: third) {
                    #expect(
                        DocumentVersion.isOlder(first, than: third),
                        "\(first) \(second) \(third)"
                    )
                }
            }
        }
    }
}
