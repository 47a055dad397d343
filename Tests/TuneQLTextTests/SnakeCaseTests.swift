import Testing
import TuneQLText

@Suite struct SnakeCaseTests {
    @Test(
        arguments: [
            ("createTime", "create_time"), ("baseModel", "base_model"), ("name", "name"), ("", ""),
            ("Name", "_name"), ("aURL", "a_u_r_l"), ("topK2", "top_k2"), ("aÄ", "aä"),
        ]
    )
    func `a capital of ASCII begins a word`(name: String, snakeCased: String) {
        #expect(name.snakeCased == snakeCased)
    }
}
