import ProgramSupport
import Testing
import TuneQLCatalog
import TuneQLRegistry

@Suite struct ArchiveTests {
    /// Installs an archive in a home of its own; returns what is in the home then.
    private func install(
        _ archive: [UInt8],
        digest: String? = nil
    ) throws -> [InstalledProviders.Version] {
        try TemporaryDirectory.use { root in
            try RegistryFiles.write(archive, to: "\(root)/x.tar")
            let providers = InstalledProviders(home: TuneQLHome(path: "\(root)/home"))
            _ = try providers.install("\(root)/x.tar", digest: digest)
            return providers.versions()
        }
    }

    /// An archive as registries publish it, without the provider's directory.
    private func published() throws -> TarSample {
        var tar = TarSample()
        tar.add("v1/", type: "5")
        tar.add("v1/provider.yaml", RegistryFiles.provider(of: "acme", services: ["jobs"]))
        tar.add("v1/services/jobs.yaml", try Acme.text())
        return tar
    }

    @Test func `a published archive is installed`() throws {
        let versions = try install(try published().archive)
        #expect(versions.map(\.provider) == ["acme"])
        #expect(versions.map(\.version) == ["v1"])
        #expect(versions.map(\.services) == [1])
    }

    @Test func `an archive of a whole registry is installed`() throws {
        var tar = TarSample()
        for (path, bytes) in try RegistryFiles().files {
            tar.add("./src/\(path)", String(decoding: bytes, as: UTF8.self))
        }
        #expect(try install(tar.archive).map(\.provider) == ["acme", "other"])
    }

    @Test func `an archive with another digest is refused`() throws {
        let archive = try published().archive
        let error = #expect(throws: InstallationError.self) {
            try install(archive, digest: String(repeating: "0", count: 64))
        }
        #expect(error?.message.contains("its SHA-256 is ") == true)
    }

    @Test(
        arguments: [
            ("../evil.yaml", "0", ""), ("/etc/evil.yaml", "0", ""), ("v1/../../evil", "0", ""),
            ("v1/services/link", "2", "/etc"), ("v1/hard", "1", "v1/provider.yaml"),
            ("v1/device", "3", ""), ("v1/provider.yaml", "0", ""), ("v1\\..\\evil", "0", ""),
        ] as [(String, Character, String)]
    )
    func `a member that leads elsewhere refuses the whole archive`(
        _ name: String,
        _ type: Character,
        _ link: String
    ) throws {
        var tar = try published()
        tar.add(name, "evil", type: type, link: link)
        try TemporaryDirectory.use { root in
            try RegistryFiles.write(tar.archive, to: "\(root)/x.tar")
            let providers = InstalledProviders(home: TuneQLHome(path: "\(root)/home"))
            #expect(throws: InstallationError.self) { try providers.install("\(root)/x.tar") }
            #expect(providers.versions() == [])
            #expect(ProjectFiles.text("\(root)/evil.yaml") == nil)
        }
    }

    @Test func `a link cannot lead a later member out of the directory`() throws {
        try TemporaryDirectory.use { root in
            var tar = TarSample()
            tar.add("v1", type: "2", link: root)
            tar.add("v1/evil.yaml", "evil")
            try RegistryFiles.write(tar.archive, to: "\(root)/x.tar")
            let providers = InstalledProviders(home: TuneQLHome(path: "\(root)/home"))
            #expect(throws: InstallationError.self) { try providers.install("\(root)/x.tar") }
            #expect(ProjectFiles.text("\(root)/evil.yaml") == nil)
        }
    }

    @Test func `a packed archive is installed`() throws {
        let packed = TarSample.packed(try published().archive)
        #expect(try install(packed).map(\.services) == [1])
    }

    /// The reason for refusing an archive.
    private func refusal(of archive: [UInt8]) throws -> String {
        try TemporaryDirectory.use { root in
            try RegistryFiles.write(archive, to: "\(root)/x.tgz")
            let providers = InstalledProviders(home: TuneQLHome(path: "\(root)/home"))
            let error = #expect(throws: InstallationError.self) {
                try providers.install("\(root)/x.tgz")
            }
            #expect(providers.versions() == [])
            #expect(RegistryFiles.names(in: "\(root)/home") == [])
            return error?.message ?? ""
        }
    }

    @Test func `an archive that was cut anywhere installs nothing`() throws {
        let tar = try published()
        // Between two members, in the marks of the end, and within headers and contents.
        var sizes = [0, 1, 100, 512, 700, 1500, tar.bytes.count, tar.bytes.count + 512]
        sizes += stride(from: 512, to: tar.bytes.count, by: 1024)
        for size in sizes {
            let cut = Array(tar.archive.prefix(size))
            #expect(try refusal(of: cut) != "", "\(size)")
            #expect(try refusal(of: TarSample.packed(cut)) != "", "\(size), packed")
        }
        let packed = TarSample.packed(tar.archive)
        for missing in [1, 4, 8, 9, 600, packed.count - 5] {
            #expect(try refusal(of: packed.dropLast(missing)) != "", "\(missing) missing")
        }
    }

    @Test(arguments: [1, 5, 8])
    func `an archive with another sum or size at its end is damaged`(place: Int) throws {
        var packed = TarSample.packed(try published().archive)
        packed[packed.count - place] ^= 0x10
        #expect(try refusal(of: packed).hasSuffix("it differs from the sum at its end"))
    }

    @Test func `an archive with something behind it is damaged`() throws {
        let packed = TarSample.packed(try published().archive)
        #expect(try refusal(of: packed + Array("garbage".utf8)) != "")
    }

    /// An archive of three gzip members.
    private func membered() throws -> [[UInt8]] {
        let archive = try published().archive
        let pieces = [archive[..<700], archive[700..<2000], archive[2000...]]
        return pieces.map { TarSample.packed(Array($0)) }
    }

    @Test func `an archive of several gzip members is installed`() throws {
        #expect(try install(Array(try membered().joined())).map(\.services) == [1])
    }

    @Test func `damage in any gzip member is found`() throws {
        let members = try membered()
        for (index, member) in members.enumerated() {
            // A byte of the contents, of the sum, and of the size.
            for place in [100, member.count - 6, member.count - 2] {
                var damaged = members
                damaged[index][place] ^= 1
                #expect(try refusal(of: Array(damaged.joined())) != "", "\(index), \(place)")
            }
        }
        let whole = Array(members.joined())
        #expect(try refusal(of: Array(members[0] + members[2])) != "")
        #expect(try refusal(of: whole.dropLast(3)) != "")
        #expect(try refusal(of: whole + Array("garbage".utf8)) != "")
    }

    @Test func `an archive with a changed byte is damaged`() throws {
        var packed = TarSample.packed(try published().archive)
        packed[2000] ^= 1
        #expect(try refusal(of: packed).hasSuffix("it differs from the sum at its end"))
    }

    @Test func `sizes that no file has are refused`() throws {
        for size in ["77777777777", "99999999999", "-0000000001"] {
            var tar = try published()
            tar.add("v1/huge", "x", size: size)
            #expect(try refusal(of: tar.archive) != "", "\(size)")
        }
    }

    @Test(
        arguments: [
            ("a/b", "a/b"), ("./a//b/", "a/b"), (".", ""), ("a/./b", "a/b"), ("..a", "..a"),
            ("", nil), ("/a", nil), ("..", nil), ("a/..", nil), ("a\nb", nil),
        ] as [(String, String?)]
    )
    func `paths of members stay inside`(name: String, path: String?) {
        #expect(ArchivePath.relative(name) == path)
    }
}
