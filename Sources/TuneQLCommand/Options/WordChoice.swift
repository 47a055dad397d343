import ArgumentParser

/// An option's value that is one of a few words.
///
/// ArgumentParser describes such values by reflection, which takes a twentieth of a short run.
protocol WordChoice: ExpressibleByArgument, CaseIterable, RawRepresentable<String> {}

extension WordChoice {
    static var allValueStrings: [String] { allCases.map(\.rawValue) }
    var defaultValueDescription: String { rawValue }
}
