import Foundation
import Testing

/// The example responses beside the tests.
enum Example {
    static let names = [
        "01-succeeded-supervised-full", "02-failed-with-error", "03-cancelled",
        "04-pending-minimal", "05-running-unicode-cmek", "06-succeeded-preference-optimization",
        "07-continuous-tuning-evaluation", "08-list-page-every-state", "09-odd-values-off-schema",
        "10-v1beta1-list-other-specs",
    ]

    static func bytes(_ name: String) throws -> [UInt8] {
        let url = Bundle.module.url(
            forResource: name,
            withExtension: "json",
            subdirectory: "Resources"
        )
        return Array(try Data(contentsOf: try #require(url)))
    }
}
