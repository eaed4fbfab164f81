using Pipeline.ServiceDefaults.Reading;

namespace Pipeline.ServiceDefaults.Writing;

internal static class WritingReader
{
    // Port's limit for one bulk deletion.
    private const int MostDeletes = 100;

    public static UpsertBatchSettings Read(SettingValues values) => new()
    {
        MaxLength = (int)values.Number(WritingRows.MaxLength),
        MaxSizeInBytes = (int)values.Number(WritingRows.MaxSizeInBytes),
        DeleteMaxLength = (int)Math.Min(values.Number(WritingRows.DeleteMaxLength), MostDeletes),
    };
}
