using Authoring;

// Two workflows as standard JSON, for this engine or any other.
File.WriteAllText("zone-alert.workflow.json", ZoneAlert.Create().ToJson() + "\n");
File.WriteAllText("label-reader.workflow.json", LabelReader.Create().ToJson() + "\n");
Console.WriteLine($"Written into {Environment.CurrentDirectory}: zone-alert.workflow.json, label-reader.workflow.json");
