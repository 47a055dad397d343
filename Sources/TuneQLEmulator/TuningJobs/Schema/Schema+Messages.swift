extension Schema {
    /// The messages of the tuning-jobs API, one name at the margin, its fields below it.
    ///
    /// A field is `name@oneof! type`, where `!` marks output only and `[…]` a list; see ``SchemaReader``.
    static let messageText = """
        TuningJob
          baseModel@source_model s; createTime! ts; description s; encryptionSpec EncryptionSpec;
          endTime! ts; error! Status; evaluateDatasetRuns! [EvaluateDatasetRun]; experiment! s;
          gcsMetricsUri! s; labels map<s>; name! s; preTunedModel@source_model PreTunedModel;
          preferenceOptimizationSpec@tuning_spec PreferenceOptimizationSpec; serviceAccount s;
          startTime! ts; state! #JobState; supervisedTuningSpec@tuning_spec SupervisedTuningSpec;
          tunedModel! TunedModel; tunedModelDisplayName s; tuningDataStats! TuningDataStats;
          updateTime! ts
        EncryptionSpec
          kmsKeyName s
        Status
          code i32; details [map<any>]; message s
        EvaluateDatasetRun
          checkpointId! s; error! Status; evaluateDatasetResponse! EvaluateDatasetResponse;
          evaluationRun! s; operationName! s
        PreTunedModel
          baseModel! s; checkpointId s; tunedModelName s
        PreferenceOptimizationSpec
          exportLastCheckpointOnly bool; hyperParameters PreferenceOptimizationHyperParameters;
          trainingDatasetUri s; validationDatasetUri s
        SupervisedTuningSpec
          evaluationConfig EvaluationConfig; exportLastCheckpointOnly bool; hyperParameters
          SupervisedHyperParameters; trainingDatasetUri s; validationDatasetUri s
        TunedModel
          checkpoints! [TunedModelCheckpoint]; endpoint! s; model! s
        TuningDataStats
          preferenceOptimizationDataStats@tuning_data_stats! PreferenceOptimizationDataStats;
          supervisedTuningDataStats@tuning_data_stats SupervisedTuningDataStats
        EvaluateDatasetResponse
          aggregationOutput! AggregationOutput; outputInfo! OutputInfo
        PreferenceOptimizationHyperParameters
          adapterSize #PreferenceOptimizationHyperParameters.AdapterSize; beta dbl; epochCount i64;
          learningRateMultiplier dbl
        EvaluationConfig
          autoraterConfig AutoraterConfig; datasetCustomMetrics [DatasetCustomMetric];
          inferenceGenerationConfig GenerationConfig; metrics [Metric]; outputConfig OutputConfig
        SupervisedHyperParameters
          adapterSize #SupervisedHyperParameters.AdapterSize; epochCount i64; learningRateMultiplier
          dbl
        TunedModelCheckpoint
          checkpointId s; endpoint s; epoch i64; step i64
        PreferenceOptimizationDataStats
          droppedExampleIndices! [i64]; droppedExampleReasons! [s];
          scoreVariancePerExampleDistribution! DatasetDistribution; scoresDistribution!
          DatasetDistribution; totalBillableTokenCount! i64; tuningDatasetExampleCount! i64;
          tuningStepCount! i64; userDatasetExamples! [GeminiPreferenceExample];
          userInputTokenDistribution! DatasetDistribution; userOutputTokenDistribution!
          DatasetDistribution
        SupervisedTuningDataStats
          droppedExampleReasons! [s]; totalBillableCharacterCount! i64; totalBillableTokenCount!
          i64; totalTruncatedExampleCount! i64; totalTuningCharacterCount! i64;
          truncatedExampleIndices! [i64]; tuningDatasetExampleCount! i64; tuningStepCount! i64;
          userDatasetExamples! [Content]; userInputTokenDistribution!
          SupervisedTuningDatasetDistribution; userMessagePerExampleDistribution!
          SupervisedTuningDatasetDistribution; userOutputTokenDistribution!
          SupervisedTuningDatasetDistribution
        AggregationOutput
          aggregationResults [AggregationResult]; dataset EvaluationDataset
        OutputInfo
          gcsOutputDirectory! s
        AutoraterConfig
          autoraterModel s; flipEnabled bool; generationConfig GenerationConfig; samplingCount i32
        DatasetCustomMetric
          aggregationFunction s; displayName s
        GenerationConfig
          audioTimestamp bool; audioTranscriptionConfig AudioTranscriptionConfig; candidateCount
          i32; enableAffectiveDialog bool; frequencyPenalty flt; imageConfig ImageConfig; logprobs
          i32; maxOutputTokens i32; mediaResolution #GenerationConfig.MediaResolution;
          presencePenalty flt; responseFormat [ResponseFormat]; responseJsonSchema any;
          responseLogprobs bool; responseMimeType s; responseModalities
          [#GenerationConfig.Modality]; responseSchema Schema; routingConfig
          GenerationConfigRoutingConfig; seed i32; speechConfig SpeechConfig; stopSequences [s];
          temperature flt; thinkingConfig GenerationConfigThinkingConfig; topK flt; topP flt;
          translationConfig TranslationConfig
        Metric
          aggregationMetrics [#Metric.AggregationMetric]; bleuSpec@metric_spec BleuSpec;
          computationBasedMetricSpec@metric_spec ComputationBasedMetricSpec;
          customCodeExecutionSpec@metric_spec CustomCodeExecutionSpec; exactMatchSpec@metric_spec
          ExactMatchSpec; llmBasedMetricSpec@metric_spec LLMBasedMetricSpec; metadata
          MetricMetadata; pairwiseMetricSpec@metric_spec PairwiseMetricSpec;
          pointwiseMetricSpec@metric_spec PointwiseMetricSpec; predefinedMetricSpec@metric_spec
          PredefinedMetricSpec; rougeSpec@metric_spec RougeSpec
        OutputConfig
          gcsDestination GcsDestination
        DatasetDistribution
          buckets! [DatasetDistributionDistributionBucket]; max! dbl; mean! dbl; median! dbl; min!
          dbl; p5! dbl; p95! dbl; sum! dbl
        GeminiPreferenceExample
          completions [GeminiPreferenceExampleCompletion]; contents [Content]
        Content
          parts [Part]; role s
        SupervisedTuningDatasetDistribution
          billableSum! i64; buckets! [SupervisedTuningDatasetDistributionDatasetBucket]; max! dbl;
          mean! dbl; median! dbl; min! dbl; p5! dbl; p95! dbl; sum! i64
        AggregationResult
          aggregationMetric #Metric.AggregationMetric; bleuMetricValue@aggregation_result
          BleuMetricValue; customCodeExecutionResult@aggregation_result CustomCodeExecutionResult;
          exactMatchMetricValue@aggregation_result ExactMatchMetricValue;
          pairwiseMetricResult@aggregation_result PairwiseMetricResult;
          pointwiseMetricResult@aggregation_result PointwiseMetricResult;
          rougeMetricValue@aggregation_result RougeMetricValue
        EvaluationDataset
          bigquerySource@source BigQuerySource; gcsSource@source GcsSource
        AudioTranscriptionConfig
          adaptationPhrases [s]; customVocabulary [s]; diarization bool; languageAuto
          AudioTranscriptionConfigLanguageAuto; languageCodes [s]; languageHints
          AudioTranscriptionConfigLanguageHints; mode #AudioTranscriptionConfig.Mode; sourceText s;
          wordTimestamp bool
        ImageConfig
          aspectRatio s; imageOutputOptions ImageConfigImageOutputOptions; imageSize s;
          personGeneration #ImageConfig.PersonGeneration; prominentPeople
          #ImageConfig.ProminentPeople
        ResponseFormat
          audio AudioResponseFormat; image ImageResponseFormat; text TextResponseFormat; video
          VideoResponseFormat
        Schema
          additionalProperties any; anyOf [Schema]; default any; defs map<Schema>; description s;
          enum [s]; example any; format s; items Schema; maxItems i64; maxLength i64; maxProperties
          i64; maximum dbl; minItems i64; minLength i64; minProperties i64; minimum dbl; nullable
          bool; pattern s; properties map<Schema>; propertyOrdering [s]; ref s; required [s]; title
          s; type #Type
        GenerationConfigRoutingConfig
          autoMode@routing_config GenerationConfigRoutingConfigAutoRoutingMode;
          manualMode@routing_config GenerationConfigRoutingConfigManualRoutingMode
        SpeechConfig
          languageCode s; multiSpeakerVoiceConfig MultiSpeakerVoiceConfig; voiceConfig VoiceConfig
        GenerationConfigThinkingConfig
          includeThoughts bool; thinkingBudget i32; thinkingLevel
          #GenerationConfigThinkingConfig.ThinkingLevel
        TranslationConfig
          echoTargetLanguage bool; targetLanguageCode s
        BleuSpec
          useEffectiveOrder bool
        ComputationBasedMetricSpec
          parameters map<any>; type #ComputationBasedMetricSpec.Type
        CustomCodeExecutionSpec
          evaluationFunction s
        ExactMatchSpec
        LLMBasedMetricSpec
          additionalConfig map<any>; judgeAutoraterConfig AutoraterConfig; metricPromptTemplate s;
          predefinedRubricGenerationSpec@rubrics_source PredefinedMetricSpec; resultParserConfig
          EvaluationParserConfig; rubricGenerationSpec@rubrics_source RubricGenerationSpec;
          rubricGroupKey@rubrics_source s; systemInstruction s
        MetricMetadata
          otherMetadata map<any>; scoreRange MetricMetadataScoreRange; title s
        PairwiseMetricSpec
          baselineResponseFieldName s; candidateResponseFieldName s; customOutputFormatConfig
          CustomOutputFormatConfig; metricPromptTemplate s; systemInstruction s
        PointwiseMetricSpec
          customOutputFormatConfig CustomOutputFormatConfig; metricPromptTemplate s;
          systemInstruction s
        PredefinedMetricSpec
          metricSpecName s; metricSpecParameters map<any>
        RougeSpec
          rougeType s; splitSummaries bool; useStemmer bool
        GcsDestination
          outputUriPrefix s
        DatasetDistributionDistributionBucket
          count! i64; left! dbl; right! dbl
        GeminiPreferenceExampleCompletion
          completion Content; score flt
        Part
          audioTranscription AudioTranscription; codeExecutionResult@data CodeExecutionResult;
          executableCode@data ExecutableCode; fileData@data FileData; functionCall@data
          FunctionCall; functionResponse@data FunctionResponse; inlineData@data Blob;
          mediaResolution PartMediaResolution; speechMetadata SpeechMetadata; text@data s; thought
          bool; thoughtSignature b64; videoMetadata@metadata VideoMetadata
        SupervisedTuningDatasetDistributionDatasetBucket
          count! dbl; left! dbl; right! dbl
        BleuMetricValue
          score! flt
        CustomCodeExecutionResult
          score! flt
        ExactMatchMetricValue
          score! flt
        PairwiseMetricResult
          customOutput! CustomOutput; explanation! s; pairwiseChoice! #PairwiseChoice
        PointwiseMetricResult
          customOutput! CustomOutput; explanation! s; score! flt
        RougeMetricValue
          score! flt
        BigQuerySource
          inputUri s
        GcsSource
          uris [s]
        AudioTranscriptionConfigLanguageAuto
        AudioTranscriptionConfigLanguageHints
          languageCodes [s]
        ImageConfigImageOutputOptions
          compressionQuality i32; mimeType s
        AudioResponseFormat
          bitRate i32; delivery #AudioResponseFormat.Delivery; mimeType
          #AudioResponseFormat.MimeType; sampleRate i32
        ImageResponseFormat
          aspectRatio #ImageResponseFormat.AspectRatio; delivery #ImageResponseFormat.Delivery;
          imageSize #ImageResponseFormat.ImageSize; mimeType #ImageResponseFormat.MimeType
        TextResponseFormat
          mimeType #TextResponseFormat.MimeType; schema any
        VideoResponseFormat
          aspectRatio #VideoResponseFormat.AspectRatio; delivery #VideoResponseFormat.Delivery;
          duration dur; gcsUri s; resolution s
        GenerationConfigRoutingConfigAutoRoutingMode
          modelRoutingPreference
          #GenerationConfigRoutingConfigAutoRoutingMode.ModelRoutingPreference
        GenerationConfigRoutingConfigManualRoutingMode
          modelName s
        MultiSpeakerVoiceConfig
          speakerVoiceConfigs [SpeakerVoiceConfig]
        VoiceConfig
          prebuiltVoiceConfig@voice_config PrebuiltVoiceConfig; replicatedVoiceConfig@voice_config
          ReplicatedVoiceConfig; voice s
        EvaluationParserConfig
          customCodeParserConfig EvaluationParserConfigCustomCodeParserConfig
        RubricGenerationSpec
          modelConfig AutoraterConfig; promptTemplate s; rubricContentType
          #RubricGenerationSpec.RubricContentType; rubricTypeOntology [s]
        MetricMetadataScoreRange
          description s; max dbl; min dbl; step dbl
        CustomOutputFormatConfig
          returnRawOutput bool
        AudioTranscription
          speakerLabel s; text s; words [AudioTranscriptionWordInfo]
        CodeExecutionResult
          id s; outcome #CodeExecutionResult.Outcome; output s
        ExecutableCode
          code s; id s; language #ExecutableCode.Language
        FileData
          displayName s; fileUri s; mimeType s
        FunctionCall
          args map<any>; id s; name s; partialArgs [PartialArg]; willContinue bool
        FunctionResponse
          id s; name s; parts [FunctionResponsePart]; response map<any>; scheduling
          #FunctionResponse.Scheduling
        Blob
          data b64; displayName s; mimeType s
        PartMediaResolution
          level #PartMediaResolution.Level
        SpeechMetadata
          speaker s; style s
        VideoMetadata
          endOffset dur; fps dbl; startOffset dur
        CustomOutput
          rawOutputs! RawOutput
        SpeakerVoiceConfig
          speaker s; voiceConfig VoiceConfig
        PrebuiltVoiceConfig
          voiceName s
        ReplicatedVoiceConfig
          mimeType s; voiceSampleAudio b64
        EvaluationParserConfigCustomCodeParserConfig
          parsingFunction s
        AudioTranscriptionWordInfo
          endOffset dur; startOffset dur; word s
        PartialArg
          boolValue@delta bool; jsonPath s; nullValue@delta #NullValue; numberValue@delta dbl;
          stringValue@delta s; willContinue bool
        FunctionResponsePart
          fileData@data FunctionResponseFileData; inlineData@data FunctionResponseBlob
        RawOutput
          rawOutput! [s]
        FunctionResponseFileData
          displayName s; fileUri s; mimeType s
        FunctionResponseBlob
          data b64; displayName s; mimeType s
        ListTuningJobsResponse
          tuningJobs [TuningJob]; nextPageToken s
        Location
          name s; locationId s; displayName s; labels map<s>; metadata map<any>
        ListLocationsResponse
          locations [Location]; nextPageToken s
        Operation
          name s; metadata map<any>; done bool; error@result Status; response@result map<any>
        RebaseTunedModelRequest
          tunedModelRef TunedModelRef; tuningJob TuningJob; artifactDestination GcsDestination;
          deployToSameEndpoint bool
        TunedModelRef
          tunedModel@tuned_model_ref s; tuningJob@tuned_model_ref s; pipelineJob@tuned_model_ref s
        Empty
        CancelTuningJobRequest
        """
}
