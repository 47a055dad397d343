import Testing
import TuneQLRegistry

@Suite struct RegistryCacheTests {
    @Test func `the cache of a directory is the same by every path to it`() throws {
        let environment = ["XDG_CACHE_HOME": "/c", "HOME": "/h"]
        let file = RegistryCache.file(for: "/tmp", environment: environment)
        #expect(file?.hasPrefix("/c/tuneql/registries/") == true)
        #expect(RegistryCache.file(for: "/tmp/.", environment: environment) == file)
        #expect(RegistryCache.file(for: "/usr", environment: environment) != file)
        let home = RegistryCache.file(for: "/tmp", environment: ["HOME": "/h"])
        #expect(home?.hasPrefix("/h/.cache/tuneql/registries/") == true)
        #expect(RegistryCache.file(for: "/tmp", environment: [:]) == nil)
    }
}
