using Pipeline.ServiceDefaults.Reading;

namespace Pipeline.ServiceDefaults.Writing;

internal static class WritingReader
{
    public static UpsertBatchSettings Read(SettingValues values) => new()
    {
        MaxLength = (int)values.Number(WritingRows.MaxLength),
        MaxSizeInBytes = (int)values.Number(WritingRows.MaxSizeInBytes),
    };
}
