/// The scenarios that come with the tool.
public enum Scenarios {
  /// Each by its name, in the order of their names, as text.
  public static let all: [(name: String, text: String)] = embedded.map { name, bytes in
    (name: name, text: String(decoding: bytes, as: UTF8.self))
  }

  /// The text of a scenario; `nil` where there is none of this name.
  public static func named(_ name: String) -> String? { all.first { $0.name == name }?.text }

  private static let embedded: [(String, [UInt8])] = [
    ("already-complete", PackageResources.already_complete_scenario),
    ("block-aligned-cache", PackageResources.block_aligned_cache_scenario),
    ("changed-with-if-range", PackageResources.changed_with_if_range_scenario),
    ("changed-without-if-range", PackageResources.changed_without_if_range_scenario),
    ("compressed-slice", PackageResources.compressed_slice_scenario),
    ("content-range-missing", PackageResources.content_range_missing_scenario),
    ("error-page", PackageResources.error_page_scenario),
    ("first-range-only", PackageResources.first_range_only_scenario),
    ("growing-file", PackageResources.growing_file_scenario),
    ("if-range-ignored", PackageResources.if_range_ignored_scenario),
    ("length-one-short", PackageResources.length_one_short_scenario),
    ("mirrors-out-of-step", PackageResources.mirrors_out_of_step_scenario),
    ("packets-missed", PackageResources.packets_missed_scenario),
    ("partial-labelled-full", PackageResources.partial_labelled_full_scenario),
    ("range-ignored", PackageResources.range_ignored_scenario),
    ("signed-url-expired", PackageResources.signed_url_expired_scenario),
    ("slicing-cache-cut", PackageResources.slicing_cache_cut_scenario),
    ("stalled-server", PackageResources.stalled_server_scenario),
    ("weak-tag-honoured", PackageResources.weak_tag_honoured_scenario),
    ("weak-tag-sent", PackageResources.weak_tag_sent_scenario),
  ]
}
